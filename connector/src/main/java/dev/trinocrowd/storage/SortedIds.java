package dev.trinocrowd.storage;

import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.Container;

import static dev.trinocrowd.storage.ContainerForm.BITS_BYTES;
import static dev.trinocrowd.storage.ContainerForm.MAX_ARRAY_CARDINALITY;

/// Makes containers of ascending ids in bulk.
final class SortedIds
        implements ChunkCursor
{
    private final long[] ids;
    private final int count;
    private int start;
    private int end;

    /// @param ids the first `count` ascend without repeats
    SortedIds(long[] ids, int count)
    {
        this.ids = ids;
        this.count = count;
    }

    @Override
    public boolean advance()
    {
        start = end;
        if (start == count) {
            return false;
        }
        long chunk = ids[start] >>> 16;
        end = start + 1;
        while (end < count && ids[end] >>> 16 == chunk) {
            end++;
        }
        return true;
    }

    @Override
    public long chunk()
    {
        return ids[start] >>> 16;
    }

    @Override
    public Container container()
    {
        int cardinality = end - start;
        if (cardinality <= MAX_ARRAY_CARDINALITY) {
            char[] low = new char[cardinality];
            for (int i = 0; i < cardinality; i++) {
                low[i] = (char) ids[start + i];
            }
            return new ArrayContainer(low);
        }
        long[] words = new long[BITS_BYTES / Long.BYTES];
        for (int i = start; i < end; i++) {
            words[(int) (ids[i] >>> 6) & 0x3FF] |= 1L << ids[i];
        }
        return new BitmapContainer(words, cardinality);
    }
}
