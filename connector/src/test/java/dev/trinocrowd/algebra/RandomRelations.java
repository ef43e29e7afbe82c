package dev.trinocrowd.algebra;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Random tables, and random questions about them.
final class RandomRelations
{
    private static final int TABLES = 4;
    private static final int MOST_LEAVES = 5;
    private static final long[] CHUNKS = {0, 1, 2, 3, 9, 1L << 20, (1L << 47) - 1};

    private final Random random;
    private final List<Map<KeyTuple, IdSet>> tables = new ArrayList<>();
    private final List<Relation.Scan> scans = new ArrayList<>();
    private final int chunks;
    private final int spread;

    RandomRelations(long seed)
    {
        random = new Random(seed);
        chunks = 1 + random.nextInt(CHUNKS.length);
        spread = switch (random.nextInt(100)) {
            case 0 -> 9_000;
            case 1, 2, 3, 4, 5 -> 300;
            default -> 1 + random.nextInt(8);
        };
        for (int i = 0; i < TABLES; i++) {
            table(i);
        }
    }

    private void table(int source)
    {
        int keys = random.nextInt(3);
        Map<KeyTuple, IdSet> table = new LinkedHashMap<>();
        int tuples = keys == 0 ? 1 : random.nextInt(5);
        for (int i = 0; i < tuples; i++) {
            table.put(new KeyTuple(IntStream.range(0, keys).mapToObj(_ -> keyValue()).toList()), set());
        }
        tables.add(table);
        scans.add(new Relation.Scan(source, "t" + source, IntStream.range(0, keys).mapToObj(key -> "k" + key).toList()));
    }

    private KeyValue keyValue()
    {
        return random.nextInt(4) == 0 ? KeyValue.NULL : value();
    }

    private KeyValue value()
    {
        return KeyValue.of(some("a", "b", "c"));
    }

    private IdSet set()
    {
        if (random.nextInt(8) == 0) {
            return IdSet.EMPTY;
        }
        double density = random.nextInt(3) == 0 ? 1 : random.nextDouble();
        List<Long> ids = new ArrayList<>();
        for (int chunk = 0; chunk < chunks; chunk++) {
            if (random.nextInt(3) > 0) {
                int offset = random.nextInt(4) == 0 ? Containers.CHUNK_SIZE - spread : 0;
                for (int number = 0; number < spread; number++) {
                    if (random.nextDouble() < density) {
                        ids.add((CHUNKS[chunk] << 16) | (offset + number));
                    }
                }
            }
        }
        return IdSet.of(ids.stream().mapToLong(Long::longValue).toArray());
    }

    List<List<PlainRow>> rows()
    {
        List<List<PlainRow>> rows = new ArrayList<>();
        for (Map<KeyTuple, IdSet> table : tables) {
            List<PlainRow> tableRows = new ArrayList<>();
            table.forEach((key, ids) -> ids.iterator().forEachRemaining((long id) -> tableRows.add(new PlainRow(List.of(Optional.of(new PlainRow.Leaf(key, id)))))));
            rows.add(tableRows);
        }
        return rows;
    }

    List<Family> families()
    {
        return tables.stream().map(Family::of).toList();
    }

    /// The families of one of several buckets.
    List<Family> families(int bucket, int buckets)
    {
        List<Family> families = new ArrayList<>();
        for (Map<KeyTuple, IdSet> table : tables) {
            Map<KeyTuple, IdSet> part = new LinkedHashMap<>();
            table.forEach((key, ids) -> {
                IdSetBuilder builder = new IdSetBuilder();
                for (int i = 0; i < ids.chunkCount(); i++) {
                    if (Buckets.bucketOfChunk(ids.chunkAt(i), buckets) == bucket) {
                        builder.share(ids.chunkAt(i), ids.containerAt(i));
                    }
                }
                part.put(key, builder.build());
            });
            families.add(Family.of(part));
        }
        return families;
    }

    Relation relation()
    {
        return relation(random.nextInt(5));
    }

    private Relation relation(int depth)
    {
        if (depth == 0) {
            return scans.get(random.nextInt(TABLES));
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> selectKeys(relation(depth - 1));
            case 2 -> selectMember(relation(depth - 1));
            case 3 -> distinct(relation(depth - 1));
            default -> join(depth);
        };
    }

    private Relation selectKeys(Relation input)
    {
        return new Relation.SelectKeys(input, predicate(input, 2));
    }

    KeyPredicate predicate(Relation input, int depth)
    {
        List<KeyColumn> columns = columns(input);
        int leaf = random.nextInt(input.leafCount());
        return switch (random.nextInt((depth == 0 || columns.isEmpty()) ? 3 : 8)) {
            case 0 -> new KeyPredicate.Presence(leaf, random.nextBoolean());
            case 1 -> new KeyPredicate.TupleIn(leaf, random.nextBoolean(), tuples(input.keyCount(leaf)));
            case 2 -> random.nextBoolean() ? KeyPredicate.isNull(member(input)) : KeyPredicate.isNotNull(member(input));
            case 3 -> KeyPredicate.and(terms(input, depth));
            case 4 -> KeyPredicate.or(terms(input, depth));
            case 5 -> new KeyPredicate.Compare(column(columns), some(Comparison.values()), column(columns));
            default -> new KeyPredicate.In(column(columns), random.nextBoolean(), keyRanges());
        };
    }

    private List<KeyPredicate> terms(Relation input, int depth)
    {
        return IntStream.range(0, random.nextInt(4)).mapToObj(_ -> predicate(input, depth - 1)).toList();
    }

    private Set<KeyTuple> tuples(int keys)
    {
        Set<KeyTuple> tuples = new HashSet<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            tuples.add(new KeyTuple(IntStream.range(0, keys).mapToObj(_ -> keyValue()).toList()));
        }
        return tuples;
    }

    private List<KeyRange> keyRanges()
    {
        return switch (random.nextInt(6)) {
            case 0 -> List.of();
            case 1 -> List.of(KeyRange.ALL);
            case 2 -> List.of(new KeyRange(KeyValue.NULL, false, value(), random.nextBoolean()));
            case 3 -> List.of(new KeyRange(value(), random.nextBoolean(), KeyValue.NULL, false));
            case 4 ->
                List.of(new KeyRange(KeyValue.NULL, false, KeyValue.of("b"), false), new KeyRange(KeyValue.of("b"), random.nextBoolean(), KeyValue.of("c"), random.nextBoolean()));
            default -> new TreeSet<>(List.of(value(), value())).stream().map(KeyRange::point).toList();
        };
    }

    private static List<KeyColumn> columns(Relation relation)
    {
        List<KeyColumn> columns = new ArrayList<>();
        for (int leaf = 0; leaf < relation.leafCount(); leaf++) {
            for (int column = 0; column < relation.keyCount(leaf); column++) {
                columns.add(new KeyColumn(leaf, column));
            }
        }
        return columns;
    }

    private KeyColumn column(List<KeyColumn> columns)
    {
        return columns.get(random.nextInt(columns.size()));
    }

    private List<KeyColumn> someColumns(Relation relation)
    {
        List<KeyColumn> columns = columns(relation);
        return columns.isEmpty() ? columns : IntStream.range(0, random.nextInt(4)).mapToObj(_ -> column(columns)).toList();
    }

    private Relation selectMember(Relation input)
    {
        List<IdRange> ranges = new ArrayList<>();
        TreeSet<Long> bounds = new TreeSet<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            long chunk = CHUNKS[random.nextInt(chunks)];
            bounds.add(switch (random.nextInt(4)) {
                case 0 -> chunk << 16;
                case 1 -> (chunk << 16) | 0xFFFF;
                default -> (chunk << 16) | random.nextInt(spread);
            });
        }
        while (!bounds.isEmpty()) {
            long first = bounds.pollFirst();
            ranges.add((bounds.isEmpty() || random.nextInt(3) == 0) ? IdRange.point(first) : new IdRange(first, bounds.pollFirst()));
        }
        return new Relation.SelectMember(input, member(input), ranges);
    }

    private Relation distinct(Relation input)
    {
        Member member = member(input);
        Relation certain = input.canBeAbsent(member) ? new Relation.SelectKeys(input, KeyPredicate.isNotNull(member)) : input;
        return new Relation.Distinct(certain, someColumns(certain), member);
    }

    Aggregate aggregate(Relation input)
    {
        List<KeyColumn> columns = columns(input);
        List<Aggregation> aggregations = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            aggregations.add(switch (random.nextInt(7)) {
                case 0 -> new Aggregation.CountMember(member(input));
                case 1 -> columns.isEmpty() ? new Aggregation.CountRows() : new Aggregation.CountKey(column(columns));
                case 2 -> new Aggregation.CountDistinct(member(input));
                case 3 -> new Aggregation.Min(member(input));
                case 4 -> new Aggregation.Max(member(input));
                case 5 -> new Aggregation.Union(member(input));
                default -> new Aggregation.CountRows();
            });
        }
        return new Aggregate(input, someColumns(input), aggregations);
    }

    @SafeVarargs
    private final <T> T some(T... values)
    {
        return values[random.nextInt(values.length)];
    }

    int number(int bound)
    {
        return random.nextInt(bound);
    }

    private Relation join(int depth)
    {
        Relation left = relation(depth - 1);
        Relation right = relation(random.nextInt(depth));
        if (left.leafCount() + right.leafCount() > MOST_LEAVES) {
            return left;
        }
        return new Relation.Join(some(JoinKind.values()), left, member(left), right, member(right));
    }

    private Member member(Relation relation)
    {
        Member member = Member.of(random.nextInt(relation.leafCount()));
        return random.nextInt(3) == 0 ? member.or(Member.of(random.nextInt(relation.leafCount()))) : member;
    }
}
