package dev.trinocrowd.bitmap;

import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

import java.util.Optional;

/// Bitmaps on their way to one: the state of `bitmap_and_agg` and `bitmap_xor_agg`.
@AccumulatorStateMetadata(stateFactoryClass = BitmapFoldStateFactory.class, stateSerializerClass = BitmapFoldStateSerializer.class)
public interface BitmapFoldState
        extends AccumulatorState
{
    void add(FoldOperation operation, Bitmap bitmap);

    /// Forgets what was added and takes this bitmap, whose bytes must stay as they are until the next call.
    void set(Bitmap bitmap);

    Optional<Bitmap> get();
}
