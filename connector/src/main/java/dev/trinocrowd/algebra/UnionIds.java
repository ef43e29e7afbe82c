package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;
import org.roaringbitmap.Container;

import java.util.List;

/// The ids that are in any of some sets.
final class UnionIds
        extends ChunkIds
{
    private final Intersector intersector;
    private final List<ChunkIds> terms;
    private Container container;

    private UnionIds(Intersector intersector, List<ChunkIds> terms)
    {
        this.intersector = intersector;
        this.terms = ImmutableList.copyOf(terms);
    }

    /// @param terms at least one
    static ChunkIds of(Intersector intersector, List<ChunkIds> terms)
    {
        return terms.size() == 1 ? terms.getFirst() : new UnionIds(intersector, terms);
    }

    @Override
    int cardinality()
    {
        if (container == null && terms.size() == 2) {
            // the larger part of the work would be to lay the union out
            Container left = terms.getFirst().container();
            Container right = terms.getLast().container();
            return left.getCardinality() + right.getCardinality() - intersector.andCardinality(left, right);
        }
        return container().getCardinality();
    }

    @Override
    int atMost()
    {
        int sum = 0;
        for (ChunkIds term : terms) {
            sum = Math.min(Containers.CHUNK_SIZE, sum + term.atMost());
        }
        return sum;
    }

    @Override
    Container container()
    {
        if (container == null) {
            ContainerUnion union = new ContainerUnion();
            terms.forEach(term -> union.add(term.container()));
            container = union.finish();
        }
        return container;
    }
}
