package dev.trinocrowd.storage;

import dev.trinocrowd.bitmap.IdSorter;

import static io.airlift.slice.SizeOf.sizeOf;

/// Room to sort the ids of a key; shared by the buckets of a writer.
final class IdScratch
{
    private final IdSorter sorter = new IdSorter();
    private long[] ids = new long[1024];

    long[] ensure(int count)
    {
        if (count > ids.length) {
            ids = new long[Math.max(count, 2 * ids.length)];
        }
        return ids;
    }

    /// Sorts the first `count` ids and moves the distinct ones to the front.
    ///
    /// @return how many are distinct
    int sortDistinct(int count)
    {
        return sorter.sortDistinct(ids, count);
    }

    long[] ids()
    {
        return ids;
    }

    long retainedBytes()
    {
        return sizeOf(ids) + sorter.retainedBytes();
    }
}
