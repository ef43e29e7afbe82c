package dev.trinocrowd.retention;

import io.trino.spi.function.AccumulatorStateFactory;

public final class RetentionStateFactory
        implements AccumulatorStateFactory<RetentionState>
{
    @Override
    public RetentionState createSingleState()
    {
        RetentionAccumulator state = new RetentionAccumulator();
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public RetentionState createGroupedState()
    {
        return new RetentionAccumulator();
    }
}
