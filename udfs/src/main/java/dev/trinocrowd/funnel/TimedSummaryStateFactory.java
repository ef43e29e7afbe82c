package dev.trinocrowd.funnel;

import io.trino.spi.function.AccumulatorStateFactory;

public final class TimedSummaryStateFactory
        implements AccumulatorStateFactory<TimedSummaryState>
{
    @Override
    public TimedSummaryState createSingleState()
    {
        TimedSummaryAccumulator state = new TimedSummaryAccumulator();
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public TimedSummaryState createGroupedState()
    {
        return new TimedSummaryAccumulator();
    }
}
