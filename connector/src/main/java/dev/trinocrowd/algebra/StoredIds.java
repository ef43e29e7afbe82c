package dev.trinocrowd.algebra;

import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.Container;

import static java.util.Objects.requireNonNull;

/// The ids of a chunk of a set, which are fetched only when they are wanted.
final class StoredIds
        extends ChunkIds
{
    private static final int MIN_USERS = 4;
    /// As many numbers are looked up in the time that it takes to go through a bitmap.
    private static final int MIN_MARKED = 448;

    private final ChunkedSet set;
    private final int index;
    private final int cardinality;
    private Container container;
    private int users;
    private Container marks;

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

    /// An array that many others are intersected with is marked in a bitmap once.
    @Override
    Container operand()
    {
        if (users < MIN_USERS || cardinality < MIN_MARKED || !(container() instanceof ArrayContainer)) {
            return container();
        }
        if (marks == null) {
            marks = container().toBitmapContainer();
        }
        return marks;
    }

    @Override
    void share(int users)
    {
        this.users = users;
    }
}
