package dev.trinocrowd.sequence;

import io.trino.spi.function.AccumulatorStateFactory;

public final class NextEventStateFactory
        implements AccumulatorStateFactory<NextEventState>
{
    @Override
    public NextEventState createSingleState()
    {
        NextEventAccumulator state = new NextEventAccumulator();
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public NextEventState createGroupedState()
    {
        return new NextEventAccumulator();
    }
}
