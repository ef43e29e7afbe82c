package dev.trinocrowd.attribution;

import io.trino.spi.function.AccumulatorStateFactory;

public final class AttributionStateFactory
        implements AccumulatorStateFactory<AttributionState>
{
    @Override
    public AttributionState createSingleState()
    {
        AttributionAccumulator state = new AttributionAccumulator();
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public AttributionState createGroupedState()
    {
        return new AttributionAccumulator();
    }
}
