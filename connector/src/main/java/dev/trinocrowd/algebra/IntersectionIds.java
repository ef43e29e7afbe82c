package dev.trinocrowd.algebra;

import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.Container;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The ids that are in all of some sets, and in none of some others.
///
/// An intersection of intersections is computed as one, from the smallest set on, so that the other containers are not even fetched once
/// nothing is left. What only has to be counted is counted by the last operation, which lays nothing out.
final class IntersectionIds
        extends ChunkIds
{
    private static final int UNKNOWN = -1;
    private static final int MIN_CHAIN = 3;

    private final Intersector intersector;
    private final ChunkIds left;
    private final ChunkIds right;
    private final boolean isDifference;
    /// Null unless this is one of many pairs, which are counted together.
    private final CrossCounts cross;
    private final int leftIndex;
    private final int rightIndex;
    private boolean isShared;
    private int cardinality = UNKNOWN;
    private Container container;

    private IntersectionIds(Intersector intersector, ChunkIds left, ChunkIds right, boolean isDifference, CrossCounts cross, int leftIndex, int rightIndex)
    {
        this.intersector = intersector;
        this.left = left;
        this.right = right;
        this.isDifference = isDifference;
        this.cross = cross;
        this.leftIndex = leftIndex;
        this.rightIndex = rightIndex;
    }

    static ChunkIds and(Intersector intersector, ChunkIds left, ChunkIds right)
    {
        return new IntersectionIds(intersector, left, right, false, null, 0, 0);
    }

    static ChunkIds and(Intersector intersector, CrossCounts cross, int leftIndex, int rightIndex)
    {
        return new IntersectionIds(intersector, cross.left(leftIndex), cross.right(rightIndex), false, cross, leftIndex, rightIndex);
    }

    static ChunkIds andNot(Intersector intersector, ChunkIds left, ChunkIds right)
    {
        return new IntersectionIds(intersector, left, right, true, null, 0, 0);
    }

    @Override
    void share(int users)
    {
        isShared = users > 1;
    }

    @Override
    int cardinality()
    {
        if (cardinality == UNKNOWN) {
            if (container == null) {
                compute(true);
            }
            else {
                cardinality = container.getCardinality();
            }
        }
        return cardinality;
    }

    @Override
    int atMost()
    {
        if (cardinality != UNKNOWN) {
            return cardinality;
        }
        return isDifference ? left.atMost() : Math.min(left.atMost(), right.atMost());
    }

    @Override
    Container container()
    {
        if (container == null) {
            compute(false);
        }
        return container;
    }

    private void compute(boolean isCount)
    {
        if (!isNested(left) && !isNested(right)) {
            computePair(isCount);
            return;
        }
        List<ChunkIds> wanted = new ArrayList<>();
        List<ChunkIds> unwanted = new ArrayList<>();
        collect(this, wanted, unwanted);
        wanted.sort(Comparator.comparingInt(ChunkIds::atMost));
        int operations = wanted.size() - 1 + unwanted.size();
        Container result = wanted.getFirst().container();
        boolean isOwned = false;
        int done = 0;
        if (wanted.size() >= MIN_CHAIN && result instanceof ArrayContainer array && ArrayChain.isWorthwhile(array)) {
            ArrayChain chain = intersector.chain();
            chain.start(array);
            while (done < wanted.size() - 1 && !chain.isEmpty() && wanted.get(done + 1).operand() instanceof ArrayContainer operand && chain.takes(operand)) {
                done++;
                if (isCount && done == operations) {
                    cardinality = chain.andCardinality(operand);
                    return;
                }
                chain.and(operand);
            }
            if (done > 0) {
                result = chain.finish();
                isOwned = true;
            }
        }
        for (int i = done; i < operations && !result.isEmpty(); i++) {
            boolean isUnwanted = i >= wanted.size() - 1;
            Container operand = (isUnwanted ? unwanted.get(i - wanted.size() + 1) : wanted.get(i + 1)).operand();
            if (isCount && i == operations - 1) {
                int common = intersector.andCardinality(result, operand);
                cardinality = isUnwanted ? result.getCardinality() - common : common;
                return;
            }
            if (isUnwanted && operand.isEmpty()) {
                continue;
            }
            if (isUnwanted) {
                result = isOwned ? result.iandNot(operand) : Intersector.andNot(result, operand);
            }
            else {
                result = isOwned ? intersector.andOwned(result, operand) : intersector.and(result, operand);
            }
            isOwned = true;
        }
        set(result);
    }

    private void computePair(boolean isCount)
    {
        if (isCount) {
            int common = cross == null ? intersector.andCardinality(left.operand(), right.operand()) : cross.count(leftIndex, rightIndex);
            cardinality = isDifference ? left.cardinality() - common : common;
        }
        else if (isDifference) {
            // what is left over of an operand must be of the usual kind
            set(Intersector.andNot(left.container(), right.operand()));
        }
        else {
            set(intersector.and(left.operand(), right.operand()));
        }
    }

    private void set(Container result)
    {
        container = result;
        cardinality = result.getCardinality();
    }

    /// An intersection that others use too is computed once, as a set of its own.
    private static void collect(IntersectionIds intersection, List<ChunkIds> wanted, List<ChunkIds> unwanted)
    {
        collectWanted(intersection.left, wanted, unwanted);
        if (intersection.isDifference) {
            unwanted.add(intersection.right);
        }
        else {
            collectWanted(intersection.right, wanted, unwanted);
        }
    }

    private static boolean isNested(ChunkIds ids)
    {
        return ids instanceof IntersectionIds nested && !nested.isShared && nested.container == null;
    }

    private static void collectWanted(ChunkIds ids, List<ChunkIds> wanted, List<ChunkIds> unwanted)
    {
        if (isNested(ids)) {
            collect((IntersectionIds) ids, wanted, unwanted);
        }
        else {
            wanted.add(ids);
        }
    }
}
