package dev.trinocrowd.funnel;

import io.trino.spi.function.AccumulatorStateFactory;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.Type;

import static java.util.Objects.requireNonNull;

public final class FunnelStateFactory
        implements AccumulatorStateFactory<FunnelState>
{
    private final Type stepsType;

    public FunnelStateFactory(@TypeParameter("S") Type stepsType)
    {
        this.stepsType = requireNonNull(stepsType, "stepsType is null");
    }

    @Override
    public FunnelState createSingleState()
    {
        FunnelAccumulator state = new FunnelAccumulator(stepsType);
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public FunnelState createGroupedState()
    {
        return new FunnelAccumulator(stepsType);
    }
}
