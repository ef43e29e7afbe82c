package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import org.roaringbitmap.Container;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/// A bitmap of ids that are held in containers already.
public final class BitmapOfChunks
{
    private static final int KEY_BITS = 16;
    private static final int EXPECTED_CHUNK_BYTES = 1 << 10;

    private BitmapOfChunks()
    {}

    /// @param chunks the upper 48 bits of the ids by index, ascending
    /// @param containers the lower 16 bits by index, none empty; not changed
    /// @return the form that a value of type BITMAP has
    public static Slice of(int count, IntToLongFunction chunks, IntFunction<Container> containers)
    {
        BitmapWriter writer = new BitmapWriter((int) Math.min(1 << 20, (long) count * EXPECTED_CHUNK_BYTES));
        MutableRoaringBitmap bucket = new MutableRoaringBitmap();
        int high = 0;
        for (int i = 0; i < count; i++) {
            long chunk = chunks.applyAsLong(i);
            int nextHigh = (int) (chunk >>> KEY_BITS);
            if (nextHigh != high) {
                writer.add(high, bucket);
                bucket = new MutableRoaringBitmap();
                high = nextHigh;
            }
            bucket.append((char) chunk, containers.apply(i).toMappeableContainer());
        }
        writer.add(high, bucket);
        return writer.finish().slice();
    }
}
