package dev.trinocrowd.bitmap;

import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AccumulatorStateSerializer;
import io.trino.spi.type.Type;

import java.util.Optional;

import static dev.trinocrowd.bitmap.BitmapType.BITMAP;

/// A state travels as the bitmap that it has come to, whose header carries the version.
public final class BitmapUnionStateSerializer
        implements AccumulatorStateSerializer<BitmapUnionState>
{
    @Override
    public Type getSerializedType()
    {
        return BITMAP;
    }

    @Override
    public void serialize(BitmapUnionState state, BlockBuilder out)
    {
        Optional<Bitmap> bitmap = state.get();
        if (bitmap.isPresent()) {
            BITMAP.writeSlice(out, bitmap.get().slice());
        }
        else {
            out.appendNull();
        }
    }

    @Override
    public void deserialize(Block block, int index, BitmapUnionState state)
    {
        state.set(Bitmap.of(BITMAP.getSlice(block, index)));
    }
}
