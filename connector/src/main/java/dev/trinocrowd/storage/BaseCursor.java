package dev.trinocrowd.storage;

import dev.trinocrowd.algebra.ChunkedSet;
import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.Container;

import java.util.Optional;

/// Compares ascending chunks with those of a set, fetching only those that both have.
public final class BaseCursor
{
    private final ChunkedSet base;
    private final int count;
    private int index;

    public BaseCursor(Optional<ChunkedSet> base)
    {
        this.base = base.orElse(null);
        this.count = base.map(ChunkedSet::chunkCount).orElse(0);
    }

    Container without(long chunk, Container container)
    {
        return find(chunk) ? container.andNot(base.containerAt(index)) : container;
    }

    Container within(long chunk, Container container)
    {
        return find(chunk) ? container.and(base.containerAt(index)) : new ArrayContainer();
    }

    int common(long chunk, Container container)
    {
        return find(chunk) ? container.andCardinality(base.containerAt(index)) : 0;
    }

    /// How many ids two sets have in common.
    public static long common(ChunkedSet set, ChunkedSet base)
    {
        BaseCursor cursor = new BaseCursor(Optional.of(base));
        long common = 0;
        for (int i = 0; i < set.chunkCount(); i++) {
            if (cursor.find(set.chunkAt(i))) {
                common += set.containerAt(i).andCardinality(base.containerAt(cursor.index));
            }
        }
        return common;
    }

    /// Moves to a chunk that is not below the one before: by doubling steps, since either side may have many chunks more than the other.
    private boolean find(long chunk)
    {
        int step = 1;
        int low = index;
        while (low + step < count && base.chunkAt(low + step) < chunk) {
            low += step;
            step *= 2;
        }
        int high = Math.min(count, low + step);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (base.chunkAt(middle) < chunk) {
                low = middle + 1;
            }
            else {
                high = middle;
            }
        }
        index = low;
        return index < count && base.chunkAt(index) == chunk;
    }
}
