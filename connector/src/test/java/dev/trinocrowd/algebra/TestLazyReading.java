package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.Relation.Distinct;
import dev.trinocrowd.algebra.Relation.Join;
import dev.trinocrowd.algebra.Relation.Scan;
import dev.trinocrowd.algebra.Relation.SelectKeys;
import dev.trinocrowd.algebra.Relation.SelectMember;
import org.junit.jupiter.api.Test;

import java.util.Iterator;
import java.util.List;

import static dev.trinocrowd.algebra.JoinKind.INNER;
import static dev.trinocrowd.algebra.JoinKind.LEFT;
import static org.assertj.core.api.Assertions.assertThat;

/// What is not needed for an answer stays in its file.
final class TestLazyReading
{
    private static final long CHUNK = 1L << IdSet.CHUNK_BITS;
    private static final Scan LEFT_SCAN = new Scan(0, "left", ImmutableList.of());
    private static final Scan RIGHT_SCAN = new Scan(1, "right", ImmutableList.of());
    private static final Scan CROWDS = new Scan(0, "crowds", ImmutableList.of("crowd"));

    private final WatchedSet left = new WatchedSet(1, 2, CHUNK, 2 * CHUNK + 3, 9 * CHUNK);
    private final WatchedSet right = new WatchedSet(2, 5 * CHUNK, 9 * CHUNK, 11 * CHUNK);
    private final Evaluator evaluator = new Evaluator(List.of(Family.of(left), Family.of(right)), 100);

    @Test
    void aWholeSetIsCountedWithoutItsDirectory()
    {
        assertThat(count(LEFT_SCAN)).isEqualTo(5);
        assertThat(count(new Distinct(LEFT_SCAN, ImmutableList.of(), Member.of(0)))).isEqualTo(5);
        assertThat(left.directoryReads()).isZero();
        assertThat(left.containersOpened()).isZero();
    }

    @Test
    void anInnerJoinOpensOnlyTheChunksOfBothSides()
    {
        assertThat(count(Join.of(INNER, LEFT_SCAN, RIGHT_SCAN))).isEqualTo(2);
        assertThat(left.containersOpened()).isEqualTo(2);
        assertThat(right.containersOpened()).isEqualTo(2);
    }

    @Test
    void aDifferenceOpensNoChunkThatOnlyOneSideHas()
    {
        assertThat(count(new SelectKeys(Join.of(LEFT, LEFT_SCAN, RIGHT_SCAN), KeyPredicate.isNull(Member.of(1))))).isEqualTo(3);
        assertThat(left.containersOpened()).isEqualTo(2);
        assertThat(right.containersOpened()).isEqualTo(2);
    }

    @Test
    void aRangeOfIdsOpensOnlyTheChunksAtItsEnds()
    {
        assertThat(count(new SelectMember(LEFT_SCAN, Member.of(0), ImmutableList.of(new IdRange(2, 5 * CHUNK))))).isEqualTo(3);
        assertThat(left.containersOpened()).isEqualTo(1);
        assertThat(right.containersOpened()).isZero();
    }

    @Test
    void countsOfAScanOpenNothing()
    {
        long rows = 0;
        for (Iterator<RowBatch> batches = evaluator.counts(LEFT_SCAN, ChunkRange.ALL); batches.hasNext();) {
            rows += batches.next().cardinality();
        }
        assertThat(rows).isEqualTo(5);
        assertThat(left.containersOpened()).isZero();
    }

    @Test
    void theLargestIdNeedsOneContainer()
    {
        Aggregate last = new Aggregate(LEFT_SCAN, ImmutableList.of(), ImmutableList.of(new Aggregation.Max(Member.of(0)), new Aggregation.Min(Member.of(0))));
        assertThat(evaluator.aggregate(last, ChunkRange.ALL).finish().getFirst().values()).hasToString("[Id[id=OptionalLong[589824]], Id[id=OptionalLong[1]]]");
        assertThat(left.containersOpened()).isEqualTo(2);
    }

    @Test
    void theFirstRowsAreReadFromTheirEndOfTheSet()
    {
        assertThat(evaluator.first(LEFT_SCAN, 1, IdOrder.ASCENDING)).hasSize(1);
        assertThat(left.containersOpened()).isEqualTo(1);
        assertThat(evaluator.first(RIGHT_SCAN, 2, IdOrder.DESCENDING)).hasSize(2);
        assertThat(right.containersOpened()).isEqualTo(3);
    }

    @Test
    void onceNothingIsLeftOfAnIntersectionNoMoreIsOpened()
    {
        WatchedSet odd = new WatchedSet(1, 3);
        WatchedSet even = new WatchedSet(2, 4);
        WatchedSet large = new WatchedSet(1, 2, 3, 4);
        Evaluator three = new Evaluator(List.of(Family.of(large), Family.of(odd), Family.of(even)), 100);
        Relation all = Join.of(INNER, Join.of(INNER, new Scan(0, "large", ImmutableList.of()), new Scan(1, "odd", ImmutableList.of())), new Scan(2, "even", ImmutableList.of()));
        assertThat(count(three, all)).isZero();
        assertThat(large.containersOpened()).isZero();
    }

    @Test
    void setsOfKeysThatAreNotWantedAreNotAskedFor()
    {
        FamilySource family = new FamilySource()
        {
            @Override
            public int size()
            {
                return 2;
            }

            @Override
            public KeyTuple key(int index)
            {
                return KeyTuple.of(KeyValue.of("crowd" + index));
            }

            @Override
            public ChunkedSet set(int index)
            {
                if (index == 0) {
                    throw new AssertionError("set 0 is not wanted");
                }
                return left;
            }
        };
        // the condition stands above a join, and yet reaches the scan
        Relation joined = new SelectKeys(Join.of(LEFT, CROWDS, RIGHT_SCAN), KeyPredicate.in(new KeyColumn(0, 0), KeyValue.of("crowd1")));
        assertThat(count(new Evaluator(List.of(family, Family.of(right)), 100), joined)).isEqualTo(5);
    }

    private long count(Relation relation)
    {
        return count(evaluator, relation);
    }

    private static long count(Evaluator evaluator, Relation relation)
    {
        Aggregate count = new Aggregate(relation, ImmutableList.of(), ImmutableList.of(new Aggregation.CountRows()));
        return ((AggregateValue.Count) evaluator.aggregate(count, ChunkRange.ALL).finish().getFirst().values().getFirst()).count();
    }
}
