package dev.trinocrowd.path;

import io.trino.spi.function.AccumulatorStateFactory;

public final class PathStateFactory
        implements AccumulatorStateFactory<PathState>
{
    @Override
    public PathState createSingleState()
    {
        PathAccumulator state = new PathAccumulator();
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public PathState createGroupedState()
    {
        return new PathAccumulator();
    }
}
