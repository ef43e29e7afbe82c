package dev.trinocrowd.retention;

import dev.trinocrowd.binding.StateFormat;
import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AccumulatorStateSerializer;
import io.trino.spi.type.Type;

import static io.trino.spi.type.VarbinaryType.VARBINARY;

/// The bytes that [CurveCounts] writes; NULL for a group without a row.
public final class RetentionCurveStateSerializer
        implements AccumulatorStateSerializer<RetentionCurveState>
{
    @Override
    public Type getSerializedType()
    {
        return VARBINARY;
    }

    @Override
    public void serialize(RetentionCurveState state, BlockBuilder out)
    {
        if (state.counts().isEmpty()) {
            out.appendNull();
            return;
        }
        VARBINARY.writeSlice(out, state.counts().orElseThrow().serialize());
    }

    @Override
    public void deserialize(Block block, int index, RetentionCurveState state)
    {
        Slice serialized = VARBINARY.getSlice(block, index);
        StateFormat.checkVersion(serialized, CurveCounts.VERSION, "retention_curve");
        state.setCounts(CurveCounts.deserialize(serialized));
    }
}
