package dev.trinocrowd.algebra;

import org.roaringbitmap.Container;

/// Notes what is asked of a set.
final class WatchedSet
        implements ChunkedSet
{
    private final IdSet set;
    private int directoryReads;
    private int containersOpened;

    WatchedSet(long... ids)
    {
        set = IdSet.of(ids);
    }

    int directoryReads()
    {
        return directoryReads;
    }

    int containersOpened()
    {
        return containersOpened;
    }

    @Override
    public long cardinality()
    {
        return set.cardinality();
    }

    @Override
    public int chunkCount()
    {
        directoryReads++;
        return set.chunkCount();
    }

    @Override
    public long chunkAt(int index)
    {
        directoryReads++;
        return set.chunkAt(index);
    }

    @Override
    public int cardinalityAt(int index)
    {
        directoryReads++;
        return set.cardinalityAt(index);
    }

    @Override
    public Container containerAt(int index)
    {
        containersOpened++;
        return set.containerAt(index);
    }
}
