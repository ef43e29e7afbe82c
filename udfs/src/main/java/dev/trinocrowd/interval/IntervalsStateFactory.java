package dev.trinocrowd.interval;

import io.trino.spi.function.AccumulatorStateFactory;

public final class IntervalsStateFactory
        implements AccumulatorStateFactory<IntervalsState>
{
    @Override
    public IntervalsState createSingleState()
    {
        IntervalsAccumulator state = new IntervalsAccumulator();
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public IntervalsState createGroupedState()
    {
        return new IntervalsAccumulator();
    }
}
