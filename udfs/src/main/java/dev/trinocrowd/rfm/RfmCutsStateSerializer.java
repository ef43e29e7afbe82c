package dev.trinocrowd.rfm;

import io.airlift.slice.Slices;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AccumulatorStateSerializer;
import io.trino.spi.type.Type;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.trino.spi.type.VarbinaryType.VARBINARY;

public final class RfmCutsStateSerializer
        implements AccumulatorStateSerializer<RfmCutsState>
{
    @Override
    public Type getSerializedType()
    {
        return VARBINARY;
    }

    @Override
    public void serialize(RfmCutsState state, BlockBuilder out)
    {
        RfmDistribution distribution = state.getDistribution();
        if (distribution == null) {
            out.appendNull();
        }
        else {
            VARBINARY.writeSlice(out, Slices.wrappedBuffer(serialized(distribution)));
        }
    }

    @Override
    public void deserialize(Block block, int index, RfmCutsState state)
    {
        state.setDistribution(RfmDistribution.deserialize(VARBINARY.getSlice(block, index).toByteBuffer()));
    }

    private static byte[] serialized(RfmDistribution distribution)
    {
        try {
            return distribution.serialize();
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }
}
