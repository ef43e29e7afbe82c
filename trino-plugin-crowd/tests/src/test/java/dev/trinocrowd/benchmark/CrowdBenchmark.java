package dev.trinocrowd.benchmark;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.trinocrowd.algebra.Aggregate;
import dev.trinocrowd.algebra.Aggregation;
import dev.trinocrowd.algebra.ChunkRange;
import dev.trinocrowd.algebra.Evaluator;
import dev.trinocrowd.algebra.FamilySource;
import dev.trinocrowd.algebra.IdRange;
import dev.trinocrowd.algebra.JoinKind;
import dev.trinocrowd.algebra.Member;
import dev.trinocrowd.algebra.Relation;
import dev.trinocrowd.benchmark.CrowdIds.Spread;
import dev.trinocrowd.catalog.Snapshot;
import dev.trinocrowd.plugin.CrowdPlugin;
import io.trino.plugin.hive.HivePlugin;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.DistributedQueryRunner;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import static com.google.common.base.Preconditions.checkState;
import static dev.trinocrowd.benchmark.Comparison.OUT;
import static io.trino.testing.TestingSession.testSessionBuilder;
import static java.util.stream.Collectors.joining;
import static java.util.stream.IntStream.rangeClosed;

/// Crowds against the same SQL over plain tables.
///
/// `crowd.benchmark.lines` selects what is measured, `crowd.benchmark.shrink` divides all sizes.
final class CrowdBenchmark
{
    private static final int CROWDS = 5;
    private static final int OVERLAPPING_CROWDS = 20;
    private static final int TAGS = 10;
    private static final int VALUES = 20;

    private final DistributedQueryRunner queryRunner;
    private final Path crowds;
    private final long shrink = Long.getLong("crowd.benchmark.shrink", 1);
    private final long members = 100_000_000 / shrink;
    private final long fewer = members / 10;
    /// Each of which is a container of its own.
    private final long scattered = members / 50;
    private final long users = 20_000_000 / shrink;

    private CrowdBenchmark(DistributedQueryRunner queryRunner, Path crowds)
    {
        this.queryRunner = queryRunner;
        this.crowds = crowds;
    }

    static void run()
            throws Exception
    {
        Path data = Path.of(System.getProperty("crowd.benchmark.data"));
        Path crowds = emptyFolder(data.resolve("crowds"));
        Path warehouse = emptyFolder(data.resolve("crowd-warehouse"));
        String cacheSize = System.getProperty("crowd.benchmark.cache", "2560MB");
        Set<String> lines = ImmutableSet.copyOf(Splitter.on(',').split(System.getProperty("crowd.benchmark.lines", "sets,overlap,portrait,categories,orders,files")));
        try (DistributedQueryRunner queryRunner = DistributedQueryRunner.builder(testSessionBuilder().setCatalog("memory").setSchema("default").build())
                .setWorkerCount(0)
                .build()) {
            queryRunner.installPlugin(new MemoryPlugin());
            queryRunner.createCatalog("memory", "memory", ImmutableMap.of("memory.max-data-per-node", "4GB"));
            queryRunner.installPlugin(new HivePlugin());
            queryRunner.createCatalog("warehouse", "hive", ImmutableMap.<String, String>builder()
                    .put("hive.metastore", "file")
                    .put("hive.metastore.catalog.dir", "local:///")
                    .put("fs.local.enabled", "true")
                    .put("local.location", warehouse.toString())
                    .put("hive.storage-format", "PARQUET")
                    .buildOrThrow());
            queryRunner.installPlugin(new CrowdPlugin());
            queryRunner.createCatalog("crowd", "crowd", ImmutableMap.of(
                    "crowd.location", "local:///",
                    "fs.local.enabled", "true",
                    "local.location", crowds.toString(),
                    "crowd.cache.max-size", cacheSize));
            queryRunner.execute("CREATE SCHEMA crowd.benchmark");
            queryRunner.execute("CREATE SCHEMA warehouse.benchmark");
            CrowdBenchmark benchmark = new CrowdBenchmark(queryRunner, crowds);
            OUT.printf("Sizes divided by %s, crowd.cache.max-size = %s%n", benchmark.shrink, cacheSize);
            benchmark.createNumbers();
            if (lines.contains("sets") || lines.contains("files")) {
                benchmark.createCrowds();
            }
            if (lines.contains("sets")) {
                benchmark.sets();
            }
            if (lines.contains("files")) {
                benchmark.files();
            }
            benchmark.dropCrowds();
            if (lines.contains("overlap")) {
                benchmark.overlap();
            }
            if (lines.contains("portrait")) {
                benchmark.portrait();
            }
            queryRunner.execute("DROP TABLE numbers");
            if (lines.contains("categories")) {
                benchmark.categories();
            }
            if (lines.contains("orders")) {
                benchmark.orders();
            }
        }
        finally {
            MoreFiles.deleteRecursively(crowds, RecursiveDeleteOption.ALLOW_INSECURE);
            MoreFiles.deleteRecursively(warehouse, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private static Path emptyFolder(Path folder)
            throws Exception
    {
        if (Files.exists(folder)) {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        return Files.createDirectories(folder);
    }

    private void createNumbers()
    {
        long count = Math.max(CrowdIds.numbers(members), users);
        queryRunner.execute("""
                CREATE TABLE numbers AS
                SELECT id
                FROM (SELECT a * 1000000 + b * 1000 + c id FROM UNNEST(sequence(0, %s)) t(a) CROSS JOIN UNNEST(sequence(0, 999)) u(b) CROSS JOIN UNNEST(sequence(0, 999)) v(c))
                WHERE id < %s
                """.formatted((count - 1) / 1_000_000, count));
    }

    private void createCrowds()
    {
        for (int crowd = 1; crowd <= CROWDS; crowd++) {
            create("memory.default.fewer_" + crowd, crowd, fewer, Spread.DENSE);
            create("warehouse.benchmark.fewer_" + crowd, crowd, fewer, Spread.DENSE);
            create(crowd("fewer", Spread.DENSE, crowd), crowd, fewer, Spread.DENSE);
            create(crowd("fewer", Spread.SPARSE, crowd), crowd, fewer, Spread.SPARSE);
            create(crowd("scattered", Spread.RANDOM, crowd), crowd, scattered, Spread.RANDOM);
        }
        OUT.printf("%nCREATE TABLE AS of one crowd from a memory table, median of %s%n%n| ids | members | seconds | million members a second |%n|---|---|---|---|%n", CROWDS);
        for (Spread spread : List.of(Spread.DENSE, Spread.SPARSE)) {
            List<Long> nanos = new ArrayList<>();
            for (int crowd = 1; crowd <= CROWDS; crowd++) {
                long start = System.nanoTime();
                create(crowd("many", spread, crowd), crowd, members, spread);
                nanos.add(System.nanoTime() - start);
            }
            double seconds = nanos.stream().sorted().skip(CROWDS / 2).findFirst().orElseThrow() / 1e9;
            OUT.printf(Locale.ROOT, "| %s | %d | %.2f | %.1f |%n", spread.label(), members, seconds, members / seconds / 1e6);
        }
    }

    private void create(String table, int crowd, long size, Spread spread)
    {
        queryRunner.execute("CREATE TABLE %s AS SELECT %s user_id FROM numbers WHERE id < %s AND %s".formatted(
                table, spread.expression(), CrowdIds.numbers(size), CrowdIds.isMember(crowd)));
    }

    private static String crowd(String size, Spread spread, int crowd)
    {
        return "crowd.benchmark.%s_%s_%s".formatted(size, spread.inNames(), crowd);
    }

    private void sets()
    {
        compareSets("how many are in a crowd", "count(*)", "SELECT count(*) FROM %s1", "SELECT count(DISTINCT user_id) FROM %s1");
        String five = "SELECT count(*) FROM %1$s1 JOIN %1$s2 USING (user_id) JOIN %1$s3 USING (user_id) JOIN %1$s4 USING (user_id) JOIN %1$s5 USING (user_id)";
        compareSets("how many are in all of five crowds", "JOIN … USING (user_id)", five, five);
        String without = "SELECT count(*) FROM %1$s1 a LEFT JOIN %1$s2 b ON a.user_id = b.user_id WHERE b.user_id IS NULL";
        compareSets("how many are in one crowd and not in another", "LEFT JOIN … WHERE b.user_id IS NULL", without, without);
    }

    /// @param question of crowds
    /// @param plain the same of tables in which an id might stand twice
    private void compareSets(String title, String how, String question, String plain)
    {
        new Comparison("%s, about %d members each (random ids: %d), %s".formatted(title, members, scattered, how))
                .beside("SELECT 1", query("SELECT 1"))
                .with(Spread.DENSE.label(), query(question.formatted("crowd.benchmark.many_dense_")))
                .with(Spread.SPARSE.label(), query(question.formatted("crowd.benchmark.many_sparse_")))
                .beside(Spread.RANDOM.label(), query(question.formatted("crowd.benchmark.scattered_random_")))
                .run(3);
        new Comparison("%s, about %d members each in all lines but the last".formatted(title, fewer))
                .with("memory tables", query(plain.formatted("memory.default.fewer_")))
                .with("Parquet", query(plain.formatted("warehouse.benchmark.fewer_")))
                .with("crowds, " + Spread.DENSE.label(), query(question.formatted("crowd.benchmark.fewer_dense_")))
                .with("crowds, " + Spread.SPARSE.label(), query(question.formatted("crowd.benchmark.fewer_sparse_")))
                .beside("crowds, %s, %d members".formatted(Spread.SPARSE.label(), members), query(question.formatted("crowd.benchmark.many_sparse_")))
                .run(1);
    }

    /// What lies on the disk, and what is read of it.
    private void files()
    {
        CrowdFiles files = new CrowdFiles(crowds);
        OUT.printf("%nOn disk%n%n| ids | members | bytes a member | of those that Roaring64NavigableMap takes |%n|---|---|---|---|%n");
        for (Spread spread : Spread.values()) {
            long size = spread == Spread.RANDOM ? scattered : fewer;
            Snapshot table = files.table("benchmark", (spread == Spread.RANDOM ? "scattered" : "fewer") + "_%s_1".formatted(spread.inNames()));
            Roaring64NavigableMap library = CrowdIds.library(1, size, spread);
            checkState(library.getLongCardinality() == table.rows(), "there are %s rows of %s ids and the library has %s", table.rows(), spread, library.getLongCardinality());
            OUT.printf(Locale.ROOT, "| %s | %d | %.3f | %.2f |%n",
                    spread.label(), table.rows(), (double) table.totals().bytes() / table.rows(), (double) table.totals().bytes() / library.getLongSizeInBytes());
        }
        OUT.printf("%nContainers opened%n%n| ids | question | opened | there |%n|---|---|---|---|%n");
        for (Spread spread : List.of(Spread.DENSE, Spread.SPARSE)) {
            Snapshot first = files.table("benchmark", "many_%s_1".formatted(spread.inNames()));
            Snapshot second = files.table("benchmark", "fewer_%s_2".formatted(spread.inNames()));
            Relation one = new Relation.Scan(0, "a", List.of());
            Relation other = new Relation.Scan(1, "b", List.of());
            Relation both = Relation.Join.of(JoinKind.INNER, one, other);
            Relation few = new Relation.SelectMember(one, Member.of(0), List.of(new IdRange(1_000_000, 1_000_999)));
            opened(files, first, second, spread, "count of one crowd", one);
            opened(files, first, second, spread, "a ∩ b, b a tenth of a", both);
            opened(files, first, second, spread, "ids 1,000,000 to 1,000,999 of a", few);
        }
    }

    private static void opened(CrowdFiles files, Snapshot first, Snapshot second, Spread spread, String question, Relation relation)
    {
        long there = 0;
        for (int bucket : first.buckets()) {
            List<FamilySource> sources = ImmutableList.of(files.bucket(first, bucket), files.bucket(second, bucket));
            there += sources.stream().limit(relation.leafCount()).mapToLong(source -> source.set(0).chunkCount()).sum();
            new Evaluator(sources, 1).aggregate(new Aggregate(relation, List.of(), List.of(new Aggregation.CountRows())), ChunkRange.ALL);
        }
        OUT.printf("| %s | %s | %d | %d |%n", spread.label(), question, files.opened(), there);
    }

    private void dropCrowds()
    {
        for (Object table : queryRunner.execute("SHOW TABLES FROM crowd.benchmark").getOnlyColumnAsSet()) {
            queryRunner.execute("DROP TABLE crowd.benchmark." + table);
        }
        for (Object table : queryRunner.execute("SHOW TABLES FROM warehouse.benchmark").getOnlyColumnAsSet()) {
            queryRunner.execute("DROP TABLE warehouse.benchmark." + table);
        }
        for (Object table : queryRunner.execute("SHOW TABLES FROM memory.default LIKE 'fewer%'").getOnlyColumnAsSet()) {
            queryRunner.execute("DROP TABLE " + table);
        }
    }

    private void overlap()
    {
        for (Spread spread : List.of(Spread.DENSE, Spread.SPARSE)) {
            createOverlapping("crowd.benchmark.overlapping_" + spread.inNames(), fewer, spread);
        }
        createOverlapping("memory.default.overlapping", fewer / 100, Spread.DENSE);
        String question = """
                SELECT a.crowd, b.crowd, count(*)
                FROM %1$s a JOIN %1$s b USING (user_id)
                GROUP BY a.crowd, b.crowd
                ORDER BY a.crowd, b.crowd
                """;
        new Comparison("How %s crowds of about %s members overlap, each with each".formatted(OVERLAPPING_CROWDS, fewer))
                .with(Spread.DENSE.label(), query(question.formatted("crowd.benchmark.overlapping_dense")))
                .with(Spread.SPARSE.label(), query(question.formatted("crowd.benchmark.overlapping_sparse")))
                .beside("a memory table, a hundredth of the members", query(question.formatted("memory.default.overlapping")))
                .run(2);
        dropCrowds();
        queryRunner.execute("DROP TABLE overlapping");
    }

    private void createOverlapping(String table, long size, Spread spread)
    {
        String definitions = rangeClosed(1, OVERLAPPING_CROWDS)
                .mapToObj(crowd -> "('crowd %02d', %s, %s)".formatted(crowd, crowd, CrowdIds.modulus(crowd)))
                .collect(joining(", "));
        queryRunner.execute("""
                CREATE TABLE %s AS
                SELECT crowd, %s user_id
                FROM numbers CROSS JOIN (VALUES %s) t(crowd, factor, modulus)
                WHERE id < %s AND mod(factor * id * id + id, modulus) >= modulus / 10
                """.formatted(table, spread.expression(), definitions, CrowdIds.numbers(size)));
    }

    private void portrait()
    {
        for (Spread spread : List.of(Spread.DENSE, Spread.SPARSE)) {
            createTags("crowd.benchmark.tags_" + spread.inNames(), users, spread);
            createVip("crowd.benchmark.vip_" + spread.inNames(), users, spread);
        }
        createTags("memory.default.tags", users / 10, Spread.DENSE);
        createVip("memory.default.vip", users / 10, Spread.DENSE);
        String question = "SELECT tag, value, count(*) FROM %1$s JOIN %2$s USING (user_id) GROUP BY tag, value ORDER BY tag, value";
        new Comparison("What half of %d users are like: %d tags with %d values each, one a user".formatted(users, TAGS, VALUES))
                .with(Spread.DENSE.label(), query(question.formatted("crowd.benchmark.tags_dense", "crowd.benchmark.vip_dense")))
                .with(Spread.SPARSE.label(), query(question.formatted("crowd.benchmark.tags_sparse", "crowd.benchmark.vip_sparse")))
                .beside("memory tables, a tenth of the users", query(question.formatted("memory.default.tags", "memory.default.vip")))
                .run(2);
        dropCrowds();
        queryRunner.execute("DROP TABLE tags");
        queryRunner.execute("DROP TABLE vip");
    }

    private void createTags(String table, long size, Spread spread)
    {
        String definitions = rangeClosed(1, TAGS).mapToObj(tag -> "('tag %02d', %s, %s)".formatted(tag, tag, CrowdIds.modulus(tag))).collect(joining(", "));
        String values = rangeClosed(1, VALUES).mapToObj("'value %02d'"::formatted).collect(joining(", "));
        queryRunner.execute("""
                CREATE TABLE %s AS
                SELECT tag, element_at(ARRAY[%s], CAST(mod(factor * id * id + id, modulus) * %s / modulus AS integer) + 1) value, %s user_id
                FROM numbers CROSS JOIN (VALUES %s) t(tag, factor, modulus)
                WHERE id < %s
                """.formatted(table, values, VALUES, spread.expression(), definitions, size));
    }

    private void createVip(String table, long size, Spread spread)
    {
        long modulus = CrowdIds.modulus(TAGS + 1);
        queryRunner.execute("CREATE TABLE %s AS SELECT %s user_id FROM numbers WHERE id < %s AND mod(%s * id * id + id, %s) < %s".formatted(
                table, spread.expression(), size, TAGS + 1, modulus, modulus / 2));
    }

    private void categories()
    {
        // Multiplicative hashing spreads users and categories; the square makes some categories much larger than others.
        queryRunner.execute("""
                CREATE TABLE events AS
                SELECT id dense, %s sparse, %s random, category
                FROM (
                    SELECT
                        mod(row_number * 2654435761, 4294967296) * 1000000 / 4294967296 id,
                        CAST(5000 * power(mod(row_number * 30011, 65521) / 65521e0, 2) AS bigint) category
                    FROM (SELECT a * 10000 + b row_number FROM UNNEST(sequence(0, %s)) t(a) CROSS JOIN UNNEST(sequence(0, 9999)) u(b)))
                """.formatted(Spread.SPARSE.expression(), Spread.RANDOM.expression(), users / 10_000 - 1));
        Comparison comparison = new Comparison("A crowd for each of 5,000 categories, %d rows of a million users".formatted(users))
                .with("count(DISTINCT), dense ids", query("SELECT count(*), sum(users) FROM (SELECT count(DISTINCT dense) users FROM events GROUP BY category)"));
        for (Spread spread : Spread.values()) {
            comparison.with("CREATE TABLE AS, " + spread.label(), () -> {
                queryRunner.execute("DROP TABLE IF EXISTS crowd.benchmark.categories");
                queryRunner.execute("CREATE TABLE crowd.benchmark.categories AS SELECT category, %s user_id FROM events".formatted(spread.inNames()));
                return queryRunner.execute("SELECT count(*), sum(users) FROM (SELECT count(*) users FROM crowd.benchmark.categories GROUP BY category)").getMaterializedRows();
            });
        }
        comparison.beside("the distinct rows as Parquet, dense ids", () -> {
            queryRunner.execute("DROP TABLE IF EXISTS warehouse.benchmark.categories");
            return queryRunner.execute("CREATE TABLE warehouse.benchmark.categories AS SELECT DISTINCT category, dense user_id FROM events").getUpdateCount();
        });
        comparison.run(1);
        queryRunner.execute("DROP TABLE events");
    }

    private void orders()
    {
        String rows = "SELECT a * 10000 + b row_number FROM UNNEST(sequence(0, %s)) t(a) CROSS JOIN UNNEST(sequence(0, 9999)) u(b)".formatted(users / 10_000 - 1);
        queryRunner.execute("""
                CREATE TABLE orders AS
                SELECT id dense, 64 * id sparse, mod(row_number, 1000) amount
                FROM (SELECT row_number, mod(row_number * 2654435761, 4294967296) * %s / 4294967296 id FROM (%s))
                """.formatted(users, rows));
        queryRunner.execute("CREATE TABLE warehouse.benchmark.orders AS SELECT * FROM orders");
        for (int share : new int[] {2, 20}) {
            String vip = "SELECT %%s user_id FROM (SELECT row_number id FROM (%s)) WHERE mod(id * id + id, 1000003) < 1000003 / %s".formatted(rows, share);
            for (Spread spread : List.of(Spread.DENSE, Spread.SPARSE)) {
                queryRunner.execute("CREATE TABLE vip AS " + vip.formatted(spread.expression()));
                queryRunner.execute("CREATE TABLE crowd.benchmark.vip AS " + vip.formatted(spread.expression()));
                for (String orders : List.of("memory.default.orders", "warehouse.benchmark.orders")) {
                    String question = "SELECT count(*), sum(amount) FROM %s WHERE %s IN (SELECT user_id FROM %%s)".formatted(orders, spread.inNames());
                    new Comparison(
                            "The rows of %d members among %d of %s, %s".formatted(users / share, users, orders.startsWith("memory") ? "a memory table" : "Parquet", spread.label()))
                            .with("the crowd as a memory table", query(question.formatted("memory.default.vip")))
                            .with("a crowd", query(question.formatted("crowd.benchmark.vip")))
                            .with("a crowd and bitmap_contains",
                                    query("SELECT count(*), sum(amount) FROM %s WHERE bitmap_contains((SELECT bitmap_agg(user_id) FROM crowd.benchmark.vip), %s)".formatted(
                                            orders, spread.inNames())))
                            .beside("all rows", query("SELECT count(*), sum(amount), max(%s) FROM %s".formatted(spread.inNames(), orders)))
                            .run(2);
                }
                queryRunner.execute("DROP TABLE vip");
                queryRunner.execute("DROP TABLE crowd.benchmark.vip");
            }
        }
    }

    private Comparison.Work query(String sql)
    {
        return () -> queryRunner.execute(sql).getMaterializedRows();
    }
}
