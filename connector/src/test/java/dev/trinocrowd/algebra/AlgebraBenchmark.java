package dev.trinocrowd.algebra;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static java.util.stream.IntStream.range;

/// Times questions about large sets: `java -Xmx8g … dev.trinocrowd.algebra.AlgebraBenchmark [name…]`.
public final class AlgebraBenchmark
{
    private static final int ROUNDS = 5;
    private static final int THREADS = 4;
    private static final long MANY = 1_000_000;

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    private final List<String> wanted;

    private AlgebraBenchmark(List<String> wanted)
    {
        this.wanted = wanted;
    }

    /// How far ids are apart.
    private enum Spread
    {
        DENSE(1),
        ONE_IN_64(64);

        private final int step;

        Spread(int step)
        {
            this.step = step;
        }

        private long id(long index)
        {
            return step * index;
        }
    }

    static void main(String[] arguments)
            throws Exception
    {
        AlgebraBenchmark benchmark = new AlgebraBenchmark(Arrays.asList(arguments));
        for (Spread spread : Spread.values()) {
            benchmark.five(spread);
            benchmark.overlap(spread);
            benchmark.tags(spread);
        }
        benchmark.executor.shutdown();
    }

    private void five(Spread spread)
            throws Exception
    {
        if (!isWanted("five", spread)) {
            return;
        }
        List<Family> families = range(0, 5).mapToObj(i -> Family.of(set(spread, 110_000_000, 0.1, i))).toList();
        Relation[] scans = range(0, 5).mapToObj(i -> new Relation.Scan(i, "t" + i, List.of())).toArray(Relation[]::new);
        Relation all = scans[0];
        for (int i = 1; i < 5; i++) {
            all = Relation.Join.of(JoinKind.INNER, all, scans[i]);
        }
        Relation difference = new Relation.SelectKeys(Relation.Join.of(JoinKind.LEFT, scans[0], scans[1]), KeyPredicate.isNull(Member.of(1)));
        Evaluator evaluator = new Evaluator(families, MANY);
        time(evaluator, spread, count(scans[0]));
        time(evaluator, spread, count(Relation.Join.of(JoinKind.INNER, scans[0], scans[1])));
        time(evaluator, spread, count(all));
        time(evaluator, spread, count(difference));
        time(evaluator, spread, count(Relation.Join.of(JoinKind.FULL, scans[0], scans[1])));
        time(evaluator, spread, new Aggregate(all, List.of(), List.of(new Aggregation.Union(Member.of(0)))));
    }

    private void overlap(Spread spread)
            throws Exception
    {
        if (!isWanted("overlap", spread)) {
            return;
        }
        Map<KeyTuple, IdSet> crowds = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            crowds.put(KeyTuple.of(KeyValue.of("crowd" + i)), set(spread, 11_000_000, 0.1, i));
        }
        Relation scan = new Relation.Scan(0, "crowds", List.of("crowd"));
        Evaluator evaluator = new Evaluator(List.of(Family.of(crowds)), MANY);
        Aggregate matrix = new Aggregate(
                Relation.Join.of(JoinKind.INNER, scan, scan),
                List.of(new KeyColumn(0, 0), new KeyColumn(1, 0)),
                List.of(new Aggregation.CountRows()));
        time(evaluator, spread, matrix);
        time(evaluator, spread, new Aggregate(scan, List.of(), List.of(new Aggregation.CountDistinct(Member.of(0)))));
    }

    private void tags(Spread spread)
            throws Exception
    {
        if (!isWanted("tags", spread)) {
            return;
        }
        long users = 20_000_000;
        SplittableRandom random = new SplittableRandom(1);
        long[][] ids = new long[200][1 << 17];
        int[] counts = new int[200];
        for (long i = 0; i < users; i++) {
            int tag = random.nextInt(200);
            ids[tag][counts[tag]++] = spread.id(i);
        }
        Map<KeyTuple, IdSet> tags = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            tags.put(KeyTuple.of(KeyValue.of("value" + i)), IdSets.ofSorted(ids[i], counts[i]));
        }
        Evaluator evaluator = new Evaluator(List.of(Family.of(tags), Family.of(set(spread, users, 0.1, 7))), MANY);
        Relation join = Relation.Join.of(JoinKind.INNER, new Relation.Scan(0, "tags", List.of("value")), new Relation.Scan(1, "crowd", List.of()));
        time(evaluator, spread, new Aggregate(join, List.of(new KeyColumn(0, 0)), List.of(new Aggregation.CountRows())));
        time(evaluator, spread, new Aggregate(join, List.of(new KeyColumn(0, 0)), List.of(new Aggregation.CountRows(), new Aggregation.CountDistinct(Member.of(0)))));
    }

    private boolean isWanted(String name, Spread spread)
    {
        return wanted.isEmpty() || wanted.contains(name) || wanted.contains(name + "/" + spread);
    }

    private static Aggregate count(Relation relation)
    {
        return new Aggregate(relation, List.of(), List.of(new Aggregation.CountRows()));
    }

    /// Some of the first `all` ids of a spread, `left` of them left out by chance.
    private static IdSet set(Spread spread, long all, double left, long seed)
    {
        SplittableRandom random = new SplittableRandom(seed);
        IdSetBuilder builder = new IdSetBuilder();
        char[] numbers = new char[Containers.CHUNK_SIZE];
        int count = 0;
        long chunk = 0;
        for (long i = 0; i < all; i++) {
            long id = spread.id(i);
            if (IdSet.chunk(id) != chunk) {
                builder.share(chunk, Containers.ofSorted(numbers, count));
                chunk = IdSet.chunk(id);
                count = 0;
            }
            if (random.nextDouble() >= left) {
                numbers[count++] = (char) id;
            }
        }
        return builder.share(chunk, Containers.ofSorted(numbers, count)).build();
    }

    private void time(Evaluator evaluator, Spread spread, Aggregate aggregate)
            throws Exception
    {
        List<Long> single = new ArrayList<>();
        List<Long> parallel = new ArrayList<>();
        long answer = 0;
        for (int round = 0; round < ROUNDS; round++) {
            // what others do on the machine must not count
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            List<Group> groups = evaluator.aggregate(aggregate, ChunkRange.ALL).finish();
            single.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
            long middle = System.nanoTime();
            List<Group> parallelGroups = parallel(evaluator, aggregate);
            parallel.add(System.nanoTime() - middle);
            if (!groups.equals(parallelGroups)) {
                throw new AssertionError("threads change the answer of " + aggregate);
            }
            answer = groups.getFirst().values().getFirst() instanceof AggregateValue.Count count ? count.count() : 0;
        }
        System.out.printf("%-10s %-40s %8.2f ms of one processor, %d threads %8.2f ms, first answer %d%n", spread, aggregate, median(single), THREADS, median(parallel), answer);
    }

    private List<Group> parallel(Evaluator evaluator, Aggregate aggregate)
            throws Exception
    {
        List<Callable<Groups>> parts = new ArrayList<>();
        for (ChunkRange range : evaluator.split(aggregate.input(), THREADS * 4)) {
            parts.add(() -> evaluator.aggregate(aggregate, range));
        }
        Groups sum = null;
        for (Future<Groups> part : executor.invokeAll(parts)) {
            if (sum == null) {
                sum = part.get();
            }
            else {
                sum.add(part.get());
            }
        }
        return sum.finish();
    }

    private static double median(List<Long> nanos)
    {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / 1e6;
    }
}
