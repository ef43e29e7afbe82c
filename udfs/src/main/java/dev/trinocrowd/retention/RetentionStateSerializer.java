package dev.trinocrowd.retention;

import dev.trinocrowd.binding.StateFormat;
import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.VariableWidthBlockBuilder;
import io.trino.spi.function.AccumulatorStateSerializer;
import io.trino.spi.type.Type;

import static io.airlift.slice.Slices.allocate;
import static io.trino.spi.type.VarbinaryType.VARBINARY;

/// Version, number of conditions, mask; NULL for a group without a row.
public final class RetentionStateSerializer
        implements AccumulatorStateSerializer<RetentionState>
{
    private static final int VERSION = 1;
    private static final int CONDITIONS_OFFSET = 1;
    private static final int MASK_OFFSET = 2;
    private static final int BYTES = MASK_OFFSET + Long.BYTES;

    @Override
    public Type getSerializedType()
    {
        return VARBINARY;
    }

    @Override
    public void serialize(RetentionState state, BlockBuilder out)
    {
        if (state.conditions() == 0) {
            out.appendNull();
            return;
        }
        Slice buffer = allocate(BYTES);
        buffer.setByte(0, VERSION);
        buffer.setByte(CONDITIONS_OFFSET, state.conditions());
        buffer.setLong(MASK_OFFSET, state.met());
        ((VariableWidthBlockBuilder) out).writeEntry(buffer);
    }

    @Override
    public void deserialize(Block block, int index, RetentionState state)
    {
        Slice serialized = VARBINARY.getSlice(block, index);
        StateFormat.checkVersion(serialized, VERSION, "retention");
        state.set(serialized.getLong(MASK_OFFSET), serialized.getByte(CONDITIONS_OFFSET));
    }
}
