package dev.trinocrowd.period;

import io.trino.spi.function.AccumulatorStateFactory;

public final class ActivePeriodsStateFactory
        implements AccumulatorStateFactory<ActivePeriodsState>
{
    @Override
    public ActivePeriodsState createSingleState()
    {
        ActivePeriodsAccumulator state = new ActivePeriodsAccumulator();
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public ActivePeriodsState createGroupedState()
    {
        return new ActivePeriodsAccumulator();
    }
}
