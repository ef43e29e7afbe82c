package dev.trinocrowd.algebra;

import org.roaringbitmap.Container;

import static java.util.Objects.requireNonNull;

/// The ids of a chunk of a set, which are fetched only when they are wanted.
final class StoredIds
        extends ChunkIds
{
    private final ChunkedSet set;
    private final int index;
    private final int cardinality;
    private Container container;

    StoredIds(ChunkedSet set, int index)
    {
        this.set = requireNonNull(set, "set is null");
        this.index = index;
        cardinality = set.cardinalityAt(index);
    }

    @Override
    int cardinality()
    {
        return cardinality;
    }

    @Override
    int atMost()
    {
        return cardinality;
    }

    @Override
    Container container()
    {
        if (container == null) {
            container = set.containerAt(index);
        }
        return container;
    }
}
