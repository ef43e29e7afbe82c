package dev.trinocrowd.algebra;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

/// Random questions about random tables, against lists of rows.
final class TestEvaluator
{
    private static final long SEED = 20261121;
    private static final long MANY = 1_000_000;

    @Test
    void randomQuestionsAgreeWithListsOfRows()
    {
        check(SEED, 1_000);
    }

    @Test
    @Tag("nightly")
    void randomQuestionsAgreeWithListsOfRowsAtLength()
    {
        check(System.nanoTime(), 100_000);
    }

    @Test
    void anIdOfSeveralKeysIsCountedOnce()
    {
        Family crowds = Family.of(Map.of(
                KeyTuple.of(KeyValue.of("a")), IdSet.of(1, 2, 3),
                KeyTuple.of(KeyValue.of("b")), IdSet.of(3, 4)));
        Aggregate aggregate = new Aggregate(
                new Relation.Scan(0, "crowds", List.of("crowd")),
                List.of(),
                List.of(new Aggregation.CountDistinct(Member.of(0)), new Aggregation.CountRows()));
        assertThat(new Evaluator(List.of(crowds), MANY).aggregate(aggregate, ChunkRange.ALL).finish())
                .containsExactly(new Group(KeyTuple.EMPTY, List.of(new AggregateValue.Count(4), new AggregateValue.Count(5))));
    }

    @Test
    void nothingIsTakenAwayByRunsThatHaveNothingInCommon()
    {
        // intersections of runs are empty lists of runs, which the library takes for a list of 0
        Evaluator evaluator = new Evaluator(
                List.of(Family.of(runs(0, 100)), Family.of(runs(50, 100)), Family.of(runs(200, 100)), Family.of(runs(300, 100)), Family.of(IdSet.of(0, 60, 77))),
                MANY);
        Relation nothing = Relation.Join.of(JoinKind.INNER, scan(2), scan(3));
        Relation wanted = Relation.Join.of(JoinKind.INNER, scan(0), scan(4));
        for (Relation left : List.of(scan(4), wanted, Relation.Join.of(JoinKind.INNER, wanted, scan(0)))) {
            Relation rest = new Relation.SelectKeys(Relation.Join.of(JoinKind.LEFT, left, nothing), new KeyPredicate.Presence(left.leafCount(), false));
            assertThat(rows(evaluator.rows(rest, ChunkRange.ALL))).as(rest.toString()).hasSize(3);
            Relation some = new Relation.SelectMember(rest, Member.of(0), List.of(new IdRange(0, 70)));
            assertThat(rows(evaluator.rows(some, ChunkRange.ALL))).as(some.toString()).hasSize(2);
        }
    }

    private static Relation scan(int source)
    {
        return new Relation.Scan(source, "t" + source, List.of());
    }

    private static IdSet runs(long first, int count)
    {
        return IdSet.of(LongStream.range(first, first + count).toArray());
    }

    private static void check(long firstSeed, int rounds)
    {
        LongStream.range(firstSeed, firstSeed + rounds).parallel().forEach(TestEvaluator::check);
    }

    private static void check(long seed)
    {
        RandomRelations random = new RandomRelations(seed);
        Relation relation = random.relation();
        String description = "seed %s: %s".formatted(seed, relation);
        try {
            check(random, relation, description);
        }
        catch (PlainRelations.TooManyRowsException _) {
            // another seed has fewer
        }
        catch (RuntimeException e) {
            throw new AssertionError(description, e);
        }
    }

    private static void check(RandomRelations random, Relation relation, String description)
    {
        PlainRelations plain = new PlainRelations(random.rows());
        List<PlainRow> expected = plain.rows(relation);
        Evaluator evaluator = new Evaluator(random.families(), MANY);

        assertSame(rows(evaluator.rows(relation, ChunkRange.ALL)), expected, description);
        assertSame(rows(evaluator, relation, evaluator.split(relation, 1 + random.number(4))), expected, description);
        assertCounts(evaluator.counts(relation, ChunkRange.ALL), expected, description);
        for (int leaf = 0; leaf < relation.leafCount(); leaf++) {
            Member member = Member.of(leaf);
            assertThat(relation.canBeAbsent(member) || expected.stream().allMatch(row -> row.member(member).isPresent())).as(description).isTrue();
        }
        assertFirst(evaluator, relation, random.number(expected.size() + 2), IdOrder.ASCENDING, expected, description);
        assertFirst(evaluator, relation, random.number(expected.size() + 2), IdOrder.DESCENDING, expected, description);

        Aggregate aggregate = random.aggregate(relation);
        List<Group> groups = plain.groups(aggregate);
        String aggregateDescription = description + " -> " + aggregate + " " + aggregate.aggregations();
        assertThat(evaluator.aggregate(aggregate, ChunkRange.ALL).finish()).as(aggregateDescription).isEqualTo(groups);
        List<Groups> parts = new ArrayList<>();
        evaluator.split(relation, 1 + random.number(4)).forEach(range -> parts.add(evaluator.aggregate(aggregate, range)));
        assertThat(sum(parts).finish()).as(aggregateDescription).isEqualTo(groups);
        int buckets = 1 + random.number(3);
        List<Groups> bucketParts = new ArrayList<>();
        for (int bucket = 0; bucket < buckets; bucket++) {
            bucketParts.add(new Evaluator(random.families(bucket, buckets), MANY).aggregate(aggregate, ChunkRange.ALL));
        }
        assertThat(sum(bucketParts).finish()).as(aggregateDescription).isEqualTo(groups);
    }

    private static Groups sum(List<Groups> parts)
    {
        Groups sum = parts.getFirst();
        parts.subList(1, parts.size()).forEach(sum::add);
        return sum;
    }

    private static List<PlainRow> rows(Evaluator evaluator, Relation relation, List<ChunkRange> ranges)
    {
        List<PlainRow> rows = new ArrayList<>();
        ranges.forEach(range -> rows.addAll(rows(evaluator.rows(relation, range))));
        return rows;
    }

    private static List<PlainRow> rows(Iterator<RowBatch> batches)
    {
        List<PlainRow> rows = new ArrayList<>();
        Map<RowClass, Long> last = new HashMap<>();
        while (batches.hasNext()) {
            RowBatch batch = batches.next();
            assertThat(batch.cardinality()).isPositive();
            for (char number : batch.container()) {
                long id = batch.base() | number;
                Long previous = last.put(batch.rowClass(), id);
                if (previous != null && previous >= id) {
                    throw new AssertionError("ids must ascend within a class, found %s after %s".formatted(id, previous));
                }
                rows.add(PlainRow.of(batch.rowClass(), id));
            }
        }
        return rows;
    }

    private static void assertSame(List<PlainRow> actual, List<PlainRow> expected, String description)
    {
        assertThat(bag(actual)).as(description).isEqualTo(bag(expected));
    }

    private static <T> Map<T, Long> bag(List<T> rows)
    {
        return rows.stream().collect(groupingBy(Function.identity(), counting()));
    }

    private static void assertCounts(Iterator<RowBatch> batches, List<PlainRow> expected, String description)
    {
        Map<PlainRow, Long> counts = new HashMap<>();
        batches.forEachRemaining(batch -> counts.merge(PlainRow.of(batch.rowClass(), 0), (long) batch.cardinality(), Long::sum));
        Map<PlainRow, Long> expectedCounts = expected.stream()
                .map(row -> new PlainRow(row.leaves().stream().map(leaf -> leaf.map(present -> new PlainRow.Leaf(present.key(), 0))).toList()))
                .collect(groupingBy(Function.identity(), counting()));
        assertThat(counts).as(description).isEqualTo(expectedCounts);
    }

    private static void assertFirst(Evaluator evaluator, Relation relation, int count, IdOrder order, List<PlainRow> expected, String description)
    {
        List<PlainRow> first = new ArrayList<>();
        for (RowBatch batch : evaluator.first(relation, count, order)) {
            for (char number : batch.container()) {
                first.add(PlainRow.of(batch.rowClass(), batch.base() | number));
            }
        }
        Map<PlainRow, Long> all = bag(expected);
        bag(first).forEach((row, times) -> assertThat(times).as(description).isLessThanOrEqualTo(all.getOrDefault(row, 0L)));
        assertThat(first.stream().map(PlainRow::id).sorted().toList())
                .as("%s first %s %s", description, count, order)
                .isEqualTo(expected.stream().map(PlainRow::id)
                        .sorted((left, right) -> order == IdOrder.ASCENDING ? Long.compare(left, right) : Long.compare(right, left))
                        .limit(count)
                        .sorted()
                        .toList());
    }
}
