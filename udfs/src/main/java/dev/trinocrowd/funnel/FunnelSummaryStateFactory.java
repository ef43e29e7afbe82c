package dev.trinocrowd.funnel;

import io.trino.spi.function.AccumulatorStateFactory;

public final class FunnelSummaryStateFactory
        implements AccumulatorStateFactory<FunnelSummaryState>
{
    @Override
    public FunnelSummaryState createSingleState()
    {
        FunnelSummaryAccumulator state = new FunnelSummaryAccumulator();
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public FunnelSummaryState createGroupedState()
    {
        return new FunnelSummaryAccumulator();
    }
}
