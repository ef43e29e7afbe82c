package dev.trinocrowd.bitmap;

import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

import java.util.Optional;

/// Ids and bitmaps on their way to one union: the state of `bitmap_agg` and `bitmap_or_agg`.
@AccumulatorStateMetadata(stateFactoryClass = BitmapUnionStateFactory.class, stateSerializerClass = BitmapUnionStateSerializer.class)
public interface BitmapUnionState
        extends AccumulatorState
{
    void add(long id);

    void add(Bitmap bitmap);

    /// Forgets what was added and takes this bitmap, whose bytes must stay as they are until the next call.
    void set(Bitmap bitmap);

    Optional<Bitmap> get();
}
