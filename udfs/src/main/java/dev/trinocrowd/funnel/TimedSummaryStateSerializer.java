package dev.trinocrowd.funnel;

import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AccumulatorStateSerializer;
import io.trino.spi.type.Type;

import static io.airlift.slice.Slices.wrappedBuffer;
import static io.trino.spi.type.VarbinaryType.VARBINARY;

/// NULL for a group without a row.
public final class TimedSummaryStateSerializer
        implements AccumulatorStateSerializer<TimedSummaryState>
{
    @Override
    public Type getSerializedType()
    {
        return VARBINARY;
    }

    @Override
    public void serialize(TimedSummaryState state, BlockBuilder out)
    {
        if (state.durations().isEmpty()) {
            out.appendNull();
            return;
        }
        VARBINARY.writeSlice(out, wrappedBuffer(state.durations().orElseThrow().serialize()));
    }

    @Override
    public void deserialize(Block block, int index, TimedSummaryState state)
    {
        state.setDurations(StepDurations.read(VARBINARY.getSlice(block, index).toByteBuffer()));
    }
}
