package dev.trinocrowd.funnel;

import dev.trinocrowd.binding.StateFormat;
import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AccumulatorStateSerializer;
import io.trino.spi.type.Type;

import static io.airlift.slice.Slices.allocate;
import static io.trino.spi.type.VarbinaryType.VARBINARY;

/// Version, number of steps, then the users that stopped at each level; NULL for a group without a row.
public final class FunnelSummaryStateSerializer
        implements AccumulatorStateSerializer<FunnelSummaryState>
{
    private static final int VERSION = 1;
    private static final int STEPS_OFFSET = 1;
    private static final int USERS_OFFSET = 2;

    @Override
    public Type getSerializedType()
    {
        return VARBINARY;
    }

    @Override
    public void serialize(FunnelSummaryState state, BlockBuilder out)
    {
        if (state.counts().isEmpty()) {
            out.appendNull();
            return;
        }
        LevelCounts counts = state.counts().orElseThrow();
        Slice serialized = allocate(usersOffset(counts.steps() + 1));
        serialized.setByte(0, VERSION);
        serialized.setByte(STEPS_OFFSET, counts.steps());
        for (int level = 0; level <= counts.steps(); level++) {
            serialized.setLong(usersOffset(level), counts.stoppedAt(level));
        }
        VARBINARY.writeSlice(out, serialized);
    }

    @Override
    public void deserialize(Block block, int index, FunnelSummaryState state)
    {
        Slice serialized = VARBINARY.getSlice(block, index);
        StateFormat.checkVersion(serialized, VERSION, "funnel_summary");
        LevelCounts counts = new LevelCounts(serialized.getByte(STEPS_OFFSET));
        for (int level = 0; level <= counts.steps(); level++) {
            counts.add(level, serialized.getLong(usersOffset(level)));
        }
        state.setCounts(counts);
    }

    private static int usersOffset(int level)
    {
        return USERS_OFFSET + level * Long.BYTES;
    }
}
