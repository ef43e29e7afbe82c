package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import static dev.trinocrowd.algebra.JoinKind.INNER;
import static dev.trinocrowd.algebra.JoinKind.LEFT;
import static org.assertj.core.api.Assertions.assertThat;

/// Many sets in one chunk, which are computed together: arrays, bitmaps and runs, of all sizes, in one table or in two.
final class TestManySets
{
    private static final int ROUNDS = 60;
    private static final int SETS = 12;
    private static final int CHAIN = 5;
    private static final Relation.Scan LEFT_SCAN = new Relation.Scan(0, "left", List.of("crowd"));
    private static final Relation.Scan RIGHT_SCAN = new Relation.Scan(1, "right", List.of("crowd"));

    @Test
    void eachPairIsCounted()
    {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            Map<KeyTuple, IdSet> left = sets(random);
            Map<KeyTuple, IdSet> right = sets(random);
            assertPairs(left, right, Relation.Join.of(INNER, LEFT_SCAN, RIGHT_SCAN), "seed %s, two tables".formatted(seed));
            assertPairs(left, left, Relation.Join.of(INNER, LEFT_SCAN, LEFT_SCAN), "seed %s, one table".formatted(seed));
        }
    }

    @Test
    void roomForPairsIsToldAndGivenBack()
    {
        Map<KeyTuple, IdSet> sets = new LinkedHashMap<>();
        for (int i = 0; i < SETS; i++) {
            sets.put(KeyTuple.of(KeyValue.of("crowd %02d".formatted(i))), every(new Random(i), 12));
        }
        AtomicLong held = new AtomicLong();
        AtomicLong most = new AtomicLong();
        Evaluator evaluator = new Evaluator(List.of(Family.of(sets)), 1_000_000, bytes -> most.accumulateAndGet(held.addAndGet(bytes), Math::max));
        Aggregate aggregate = new Aggregate(Relation.Join.of(INNER, LEFT_SCAN, LEFT_SCAN), List.of(), List.of(new Aggregation.CountRows()));
        assertThat(evaluator.aggregate(aggregate, ChunkRange.ALL).finish()).hasSize(1);
        // A bit for each id that any of them has, of at least a twelfth of a chunk.
        assertThat(most.get()).isBetween(SETS * (1L << 16) / 12 / 8, SETS * (9L << 10));
        evaluator.close();
        assertThat(held.get()).isZero();
    }

    @Test
    void roomForKeysIsToldUntilTheEvaluatorIsClosed()
    {
        AtomicLong held = new AtomicLong();
        try (Evaluator evaluator = new Evaluator(List.of(new HeavyKey(every(new Random(1), 12))), 1, held::addAndGet)) {
            assertThat(held.get()).isEqualTo(HeavyKey.BYTES);
            assertThat(evaluator.rows(LEFT_SCAN, ChunkRange.ALL).hasNext()).isTrue();
            assertThat(held.get()).as("with what an open set takes").isGreaterThan(HeavyKey.BYTES);
        }
        assertThat(held.get()).isZero();
    }

    /// Which is the order of their pages in a file, so that those are read ahead.
    @Test
    void rowsOfAChunkComeInTheOrderOfTheSets()
    {
        Map<KeyTuple, IdSet> sets = new LinkedHashMap<>();
        for (int i = 0; i < 100 * SETS; i++) {
            sets.put(KeyTuple.of(KeyValue.of("crowd %04d".formatted(i))), IdSet.of(1, 70_000L + i));
        }
        List<RowBatch> rows = ImmutableList.copyOf(new Evaluator(List.of(Family.of(sets)), 1).rows(LEFT_SCAN, ChunkRange.ALL));
        assertThat(rows).hasSize(2 * sets.size());
        assertThat(rows.subList(0, sets.size())).extracting(row -> row.rowClass().index()).isSorted();
        assertThat(rows.subList(sets.size(), rows.size())).extracting(row -> row.rowClass().index()).isSorted();
    }

    private record HeavyKey(IdSet ids)
            implements FamilySource
    {
        private static final long BYTES = 1_000;

        @Override
        public int size()
        {
            return 1;
        }

        @Override
        public KeyTuple key(int index)
        {
            return KeyTuple.of(KeyValue.of("heavy"));
        }

        @Override
        public ChunkedSet set(int index)
        {
            return ids;
        }

        @Override
        public long retainedBytes()
        {
            return BYTES;
        }
    }

    @Test
    void pairsThatAreNotWantedAreLeftOut()
    {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Map<KeyTuple, IdSet> sets = sets(new Random(seed));
            Relation upper = new Relation.SelectKeys(
                    Relation.Join.of(INNER, LEFT_SCAN, LEFT_SCAN),
                    new KeyPredicate.Compare(new KeyColumn(0, 0), Comparison.LESS_THAN_OR_EQUAL, new KeyColumn(1, 0)));
            Map<KeyTuple, Long> expected = new HashMap<>();
            pairs(sets, sets).forEach((key, count) -> {
                if (key.value(0).compareTo(key.value(1)) <= 0) {
                    expected.put(key, count);
                }
            });
            assertThat(counts(sets, sets, upper)).as("seed %s", seed).isEqualTo(expected);
        }
    }

    @Test
    void severalSetsAreIntersectedOneAfterTheOther()
    {
        for (int seed = 0; seed < 4 * ROUNDS; seed++) {
            Random random = new Random(seed);
            List<Family> families = new ArrayList<>();
            IdSet expected = null;
            Relation all = null;
            for (int i = 0; i < CHAIN; i++) {
                IdSet set = set(random);
                families.add(Family.of(set));
                expected = expected == null ? set : IdSets.and(expected, set);
                Relation scan = new Relation.Scan(i, "t" + i, List.of());
                all = all == null ? scan : Relation.Join.of(INNER, all, scan);
            }
            IdSet unwanted = set(random);
            families.add(Family.of(unwanted));
            Relation without = new Relation.SelectKeys(Relation.Join.of(LEFT, all, new Relation.Scan(CHAIN, "u", List.of())), KeyPredicate.isNull(Member.of(CHAIN)));
            Evaluator evaluator = new Evaluator(families, 1);
            assertThat(value(evaluator, all, new Aggregation.CountRows())).as("seed %s", seed).isEqualTo(new AggregateValue.Count(expected.cardinality()));
            assertThat(value(evaluator, all, new Aggregation.Union(Member.of(0)))).as("seed %s", seed).isEqualTo(new AggregateValue.Ids(expected));
            IdSet rest = IdSets.andNot(expected, unwanted);
            assertThat(value(evaluator, without, new Aggregation.CountRows())).as("seed %s", seed).isEqualTo(new AggregateValue.Count(rest.cardinality()));
            assertThat(value(evaluator, without, new Aggregation.Union(Member.of(0)))).as("seed %s", seed).isEqualTo(new AggregateValue.Ids(rest));
        }
    }

    private static AggregateValue value(Evaluator evaluator, Relation relation, Aggregation aggregation)
    {
        return evaluator.aggregate(new Aggregate(relation, List.of(), List.of(aggregation)), ChunkRange.ALL).finish().getFirst().values().getFirst();
    }

    private static void assertPairs(Map<KeyTuple, IdSet> left, Map<KeyTuple, IdSet> right, Relation join, String description)
    {
        assertThat(counts(left, right, join)).as(description).isEqualTo(pairs(left, right));
    }

    private static Map<KeyTuple, Long> counts(Map<KeyTuple, IdSet> left, Map<KeyTuple, IdSet> right, Relation relation)
    {
        Aggregate matrix = new Aggregate(relation, List.of(new KeyColumn(0, 0), new KeyColumn(1, 0)), List.of(new Aggregation.CountRows()));
        Map<KeyTuple, Long> counts = new HashMap<>();
        for (Group group : new Evaluator(List.of(Family.of(left), Family.of(right)), SETS * SETS).aggregate(matrix, ChunkRange.ALL).finish()) {
            counts.put(group.key(), ((AggregateValue.Count) group.values().getFirst()).count());
        }
        return counts;
    }

    private static Map<KeyTuple, Long> pairs(Map<KeyTuple, IdSet> left, Map<KeyTuple, IdSet> right)
    {
        Map<KeyTuple, Long> pairs = new HashMap<>();
        left.forEach((leftKey, leftSet) -> right.forEach((rightKey, rightSet) -> {
            long common = IdSets.andCardinality(leftSet, rightSet);
            if (common > 0) {
                pairs.put(new KeyTuple(List.of(leftKey.value(0), rightKey.value(0))), common);
            }
        }));
        return pairs;
    }

    private static Map<KeyTuple, IdSet> sets(Random random)
    {
        Map<KeyTuple, IdSet> sets = new LinkedHashMap<>();
        // where few ids of a chunk are in any set, they are numbered anew
        boolean isSparse = random.nextBoolean();
        for (int i = 0; i < SETS; i++) {
            sets.put(KeyTuple.of(KeyValue.of("crowd %02d".formatted(i))), isSparse ? sparseSet(random) : set(random));
        }
        return sets;
    }

    /// An array, a bitmap or runs, in the first chunk or in both.
    private static IdSet set(Random random)
    {
        return switch (random.nextInt(4)) {
            case 0 -> run(random, 30_000);
            case 1 -> every(random, 2);
            default -> every(random, 16 << random.nextInt(4));
        };
    }

    private static IdSet sparseSet(Random random)
    {
        return switch (random.nextInt(8)) {
            case 0 -> run(random, 1_000);
            case 1 -> every(random, 12);
            default -> every(random, 64 << random.nextInt(3));
        };
    }

    private static IdSet run(Random random, int most)
    {
        int from = random.nextInt(50_000);
        long[] ids = new long[1 + random.nextInt(most)];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (long) from + i;
        }
        return IdSet.of(ids);
    }

    private static IdSet every(Random random, int step)
    {
        int chunks = 1 + random.nextInt(2);
        return IdSet.of(random.longs(((long) chunks << IdSet.CHUNK_BITS) / step, 0, (long) chunks << IdSet.CHUNK_BITS).toArray());
    }
}
