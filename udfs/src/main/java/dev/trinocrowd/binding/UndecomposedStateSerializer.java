package dev.trinocrowd.binding;

import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateSerializer;
import io.trino.spi.type.Type;

import static io.trino.spi.type.VarbinaryType.VARBINARY;

/// For aggregates that are not decomposable: Trino asks for a serializer and never uses it, since all rows of a group
/// meet in one state.
public final class UndecomposedStateSerializer
        implements AccumulatorStateSerializer<AccumulatorState>
{
    @Override
    public Type getSerializedType()
    {
        return VARBINARY;
    }

    @Override
    public void serialize(AccumulatorState state, BlockBuilder out)
    {
        throw new UnsupportedOperationException("The aggregation is not decomposable");
    }

    @Override
    public void deserialize(Block block, int index, AccumulatorState state)
    {
        throw new UnsupportedOperationException("The aggregation is not decomposable");
    }
}
