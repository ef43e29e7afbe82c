package dev.trinocrowd.algebra;

import org.roaringbitmap.Container;

import java.util.List;

/// Ranges of ids by chunks.
final class IdSpans
{
    static final long END = Long.MAX_VALUE;

    private final long[] first;
    private final long[] last;

    /// @param ranges in ascending order, without overlaps
    IdSpans(List<IdRange> ranges)
    {
        first = ranges.stream().mapToLong(IdRange::first).toArray();
        last = ranges.stream().mapToLong(IdRange::last).toArray();
    }

    /// The first chunk from `from` on that has ids of a range, or [#END].
    long next(long from)
    {
        int index = firstEndingFrom(from << IdSet.CHUNK_BITS);
        return index == first.length ? END : Math.max(from, IdSet.chunk(first[index]));
    }

    boolean hasAllOf(long chunk)
    {
        long low = chunk << IdSet.CHUNK_BITS;
        int index = firstEndingFrom(low);
        return index < first.length && first[index] <= low && last[index] >= (low | Character.MAX_VALUE);
    }

    /// The lower 16 bits of a chunk's ids that are in a range.
    Container within(long chunk)
    {
        long low = chunk << IdSet.CHUNK_BITS;
        long high = low | Character.MAX_VALUE;
        Container container = Containers.EMPTY.clone();
        for (int i = firstEndingFrom(low); i < first.length && first[i] <= high; i++) {
            container = container.iadd((int) (Math.max(first[i], low) - low), (int) (Math.min(last[i], high) - low) + 1);
        }
        return container;
    }

    /// The index of the first range that does not end before an id.
    private int firstEndingFrom(long id)
    {
        int low = 0;
        int high = last.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (last[middle] < id) {
                low = middle + 1;
            }
            else {
                high = middle;
            }
        }
        return low;
    }
}
