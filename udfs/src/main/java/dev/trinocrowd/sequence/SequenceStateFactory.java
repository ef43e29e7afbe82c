package dev.trinocrowd.sequence;

import io.trino.spi.function.AccumulatorStateFactory;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.Type;

import static java.util.Objects.requireNonNull;

public final class SequenceStateFactory
        implements AccumulatorStateFactory<SequenceState>
{
    private final Type conditionsType;

    public SequenceStateFactory(@TypeParameter("S") Type conditionsType)
    {
        this.conditionsType = requireNonNull(conditionsType, "conditionsType is null");
    }

    @Override
    public SequenceState createSingleState()
    {
        SequenceAccumulator state = new SequenceAccumulator(conditionsType);
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public SequenceState createGroupedState()
    {
        return new SequenceAccumulator(conditionsType);
    }
}
