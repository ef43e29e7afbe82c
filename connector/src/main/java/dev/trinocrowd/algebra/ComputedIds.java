package dev.trinocrowd.algebra;

import org.roaringbitmap.Container;

import static java.util.Objects.requireNonNull;

/// Ids that are at hand.
final class ComputedIds
        extends ChunkIds
{
    private final Container container;

    ComputedIds(Container container)
    {
        this.container = requireNonNull(container, "container is null");
    }

    @Override
    int cardinality()
    {
        return container.getCardinality();
    }

    @Override
    int atMost()
    {
        return container.getCardinality();
    }

    @Override
    Container container()
    {
        return container;
    }
}
