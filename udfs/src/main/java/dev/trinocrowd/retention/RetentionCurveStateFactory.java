package dev.trinocrowd.retention;

import io.trino.spi.function.AccumulatorStateFactory;

public final class RetentionCurveStateFactory
        implements AccumulatorStateFactory<RetentionCurveState>
{
    @Override
    public RetentionCurveState createSingleState()
    {
        RetentionCurveAccumulator state = new RetentionCurveAccumulator();
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public RetentionCurveState createGroupedState()
    {
        return new RetentionCurveAccumulator();
    }
}
