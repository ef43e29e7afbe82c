package dev.trinocrowd.period;

import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.VariableWidthBlockBuilder;
import io.trino.spi.function.AccumulatorStateSerializer;
import io.trino.spi.type.Type;

import static io.trino.spi.type.VarbinaryType.VARBINARY;

/// The bytes that [PeriodGroups] writes; NULL for a group without a period.
public final class ActivePeriodsStateSerializer
        implements AccumulatorStateSerializer<ActivePeriodsState>
{
    @Override
    public Type getSerializedType()
    {
        return VARBINARY;
    }

    @Override
    public void serialize(ActivePeriodsState state, BlockBuilder out)
    {
        Slice serialized = state.serialize();
        if (serialized.length() == 0) {
            out.appendNull();
            return;
        }
        ((VariableWidthBlockBuilder) out).writeEntry(serialized);
    }

    @Override
    public void deserialize(Block block, int index, ActivePeriodsState state)
    {
        state.deserialize(VARBINARY.getSlice(block, index));
    }
}
