package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;

import java.util.Arrays;

import static dev.trinocrowd.bitmap.BitmapFormat.HEADER_SIZE;
import static dev.trinocrowd.bitmap.RoaringLayout.BITMAP_CONTAINER_SIZE;
import static dev.trinocrowd.bitmap.RoaringLayout.MAX_ARRAY_CARDINALITY;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;

/// A bitmap as ranges of consecutive ids, read from its bytes without an object for any part of it; to be used again for the next bitmap.
///
/// There are at most four times as many ranges as bytes, however many ids the bitmap holds.
public final class BitmapRanges
{
    private static final int INSTANCE_SIZE = instanceSize(BitmapRanges.class);

    private long[] firsts = new long[16];
    private long[] lasts = new long[16];
    private int count;

    /// Forgets the last bitmap and reads this one.
    public void read(Bitmap bitmap)
    {
        count = 0;
        switch (bitmap) {
            case SortedIds ids -> readSorted(ids);
            case RoaringIds ids -> readRoaring(ids.slice());
        }
    }

    /// How many ranges there are; between two of them at least one id is missing.
    public int count()
    {
        return count;
    }

    public long first(int range)
    {
        return firsts[range];
    }

    /// The last id of the range itself.
    public long last(int range)
    {
        return lasts[range];
    }

    public long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(firsts) + sizeOf(lasts);
    }

    private void readSorted(SortedIds ids)
    {
        int size = ids.count();
        for (int i = 0; i < size; i++) {
            long id = ids.id(i);
            add(id, id);
        }
    }

    private void readRoaring(Slice slice)
    {
        long buckets = slice.getLong(HEADER_SIZE);
        int position = HEADER_SIZE + Long.BYTES;
        for (long i = 0; i < buckets; i++) {
            long high = (long) slice.getInt(position) << 32;
            RoaringLayout layout = RoaringLayout.read(slice, position + Integer.BYTES);
            position = readBucket(slice, layout, high);
        }
    }

    /// @return where the bucket ends
    private int readBucket(Slice slice, RoaringLayout layout, long high)
    {
        int position = layout.position() + layout.headerSize();
        for (int i = 0; i < layout.containers(); i++) {
            long base = high | (long) layout.key(slice, i) << 16;
            int cardinality = layout.cardinality(slice, i);
            if (layout.isRun(slice, i)) {
                readRuns(slice, position, base);
            }
            else if (cardinality <= MAX_ARRAY_CARDINALITY) {
                readArray(slice, position, base, cardinality);
            }
            else {
                readBits(slice, position, base);
            }
            position += layout.containerSize(slice, i, position);
        }
        return position;
    }

    private void readRuns(Slice slice, int position, long base)
    {
        int runs = slice.getUnsignedShort(position);
        for (int i = 0; i < runs; i++) {
            int run = position + Short.BYTES + 2 * Short.BYTES * i;
            long first = base + slice.getUnsignedShort(run);
            add(first, first + slice.getUnsignedShort(run + Short.BYTES));
        }
    }

    private void readArray(Slice slice, int position, long base, int cardinality)
    {
        for (int i = 0; i < cardinality; i++) {
            long id = base + slice.getUnsignedShort(position + Short.BYTES * i);
            add(id, id);
        }
    }

    private void readBits(Slice slice, int position, long base)
    {
        for (int i = 0; i < BITMAP_CONTAINER_SIZE; i += Long.BYTES) {
            long word = slice.getLong(position + i);
            long wordBase = base + (long) i * Byte.SIZE;
            while (word != 0) {
                int first = Long.numberOfTrailingZeros(word);
                int length = Long.numberOfTrailingZeros(~(word >>> first));
                add(wordBase + first, wordBase + first + length - 1);
                word &= first + length == Long.SIZE ? 0 : -1L << (first + length);
            }
        }
    }

    private void add(long first, long last)
    {
        if (count > 0 && lasts[count - 1] + 1 == first) {
            lasts[count - 1] = last;
            return;
        }
        if (count == firsts.length) {
            int capacity = Math.clamp(2L * count, count + 1, Integer.MAX_VALUE - 8);
            firsts = Arrays.copyOf(firsts, capacity);
            lasts = Arrays.copyOf(lasts, capacity);
        }
        firsts[count] = first;
        lasts[count] = last;
        count++;
    }
}
