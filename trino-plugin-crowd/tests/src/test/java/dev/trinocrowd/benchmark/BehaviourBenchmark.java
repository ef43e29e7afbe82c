package dev.trinocrowd.benchmark;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.plugin.CrowdPlugin;
import io.trino.Session;
import io.trino.plugin.hive.HivePlugin;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.DistributedQueryRunner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import static dev.trinocrowd.benchmark.Comparison.OUT;
import static io.trino.testing.TestingSession.testSessionBuilder;

/// Analyses of every user's events against the least that Trino can do with the same rows, and against what one would write otherwise.
///
/// The rows stay in `crowd.benchmark.data` as Parquet, so that other engines can be asked about the same ones.
final class BehaviourBenchmark
{
    private static final String MEMORY = "memory.default.events";
    private static final String IN_TIME_ORDER = "warehouse.benchmark.events";
    private static final String CLUSTERED = "warehouse.benchmark.clustered_events";

    private static final String SHOP = "shop.sf1.events";

    private static final String STEPS = "event_type = 'pv', event_type IN ('fav', 'cart'), event_type = 'buy'";
    private static final String DAYS = "day(event_time) = 25, day(event_time) = 26, day(event_time) = 27, day(event_time) = 28, day(event_time) = 29";

    private BehaviourBenchmark()
    {}

    static void run()
            throws Exception
    {
        Path data = Path.of(System.getProperty("crowd.benchmark.data"));
        Files.createDirectories(data);
        try (DistributedQueryRunner queryRunner = DistributedQueryRunner.builder(testSessionBuilder().setCatalog("memory").setSchema("default").build())
                .setWorkerCount(0)
                // row pattern matching holds every row and all that is left to try
                .addExtraProperty("query.max-memory-per-node", (Runtime.getRuntime().maxMemory() / 10 * 6) + "B")
                .addExtraProperty("query.max-memory", "1TB")
                .build()) {
            queryRunner.installPlugin(new MemoryPlugin());
            queryRunner.createCatalog("memory", "memory", ImmutableMap.of("memory.max-data-per-node", "4GB"));
            queryRunner.installPlugin(new HivePlugin());
            queryRunner.createCatalog("warehouse", "hive", ImmutableMap.<String, String>builder()
                    .put("hive.metastore", "file")
                    .put("hive.metastore.catalog.dir", "local:///")
                    .put("fs.local.enabled", "true")
                    .put("local.location", data.toString())
                    .put("hive.storage-format", "PARQUET")
                    .put("hive.timestamp-precision", "MICROSECONDS")
                    .put("hive.max-partitions-per-writers", "100")
                    .buildOrThrow());
            queryRunner.installPlugin(new CrowdPlugin());
            queryRunner.createCatalog("shop", "shop");
            Set<String> layouts = ImmutableSet.copyOf(Splitter.on(',').split(System.getProperty("crowd.benchmark.layouts", "memory,time,clustered,shop,otherwise")));
            createTables(queryRunner, data, layouts);
            Session byDefault = queryRunner.getDefaultSession();
            Session whole = Session.builder(byDefault).setSystemProperty("prefer_partial_aggregation", "false").build();
            if (layouts.contains("memory")) {
                compare(queryRunner, "in memory, in time order, default settings", byDefault, MEMORY);
                compare(queryRunner, "in memory, in time order, prefer_partial_aggregation=false", whole, MEMORY);
            }
            if (layouts.contains("time")) {
                compare(queryRunner, "Parquet in time order, default settings", byDefault, IN_TIME_ORDER);
                compare(queryRunner, "Parquet in time order, prefer_partial_aggregation=false", whole, IN_TIME_ORDER);
            }
            if (layouts.contains("clustered")) {
                compare(queryRunner, "Parquet clustered by user, default settings", byDefault, CLUSTERED);
            }
            if (layouts.contains("shop")) {
                new Comparison("5 million events of 100,000 users, shop.sf1, whose splits hold whole users and are generated as they are read, default settings")
                        .beside("reading alone", query(queryRunner, byDefault, "SELECT count(user_id), max(event_time), max(event) FROM " + SHOP))
                        .with("floor", query(queryRunner, byDefault, floor(SHOP)))
                        .beside("funnel, steps", query(queryRunner, byDefault, levels(funnel("steps(event = 'view', event = 'add_to_cart', event = 'pay')", SHOP))))
                        .beside("funnel, array", query(queryRunner, byDefault, levels(funnel("ARRAY[event = 'view', event = 'add_to_cart', event = 'pay']", SHOP))))
                        .run(2);
            }
            if (layouts.contains("otherwise")) {
                new Comparison("The same funnel otherwise, in memory, in time order")
                        .with("funnel", query(queryRunner, byDefault, levels(funnel("steps(" + STEPS + ")", MEMORY))))
                        .with("window functions", query(queryRunner, byDefault, levels(windows(MEMORY))))
                        .run(1);
                matchRecognize(queryRunner, byDefault);
            }
        }
    }

    private static void compare(DistributedQueryRunner queryRunner, String layout, Session session, String table)
    {
        new Comparison("20 million events of a million users, " + layout)
                .beside("floor", query(queryRunner, session, floor(table)))
                .beside("floor with steps", query(queryRunner, session, floorWithSteps(table)))
                .with("funnel, steps", query(queryRunner, session, levels(funnel("steps(" + STEPS + ")", table))))
                .with("funnel, array", query(queryRunner, session, levels(funnel("ARRAY[" + STEPS + "]", table))))
                .beside("retention, steps", query(queryRunner, session, retention("steps(" + DAYS + ")", table)))
                .beside("retention, array", query(queryRunner, session, retention("ARRAY[" + DAYS + "]", table)))
                .beside("path_analysis", query(queryRunner, session, paths(table)))
                .beside("floor again", query(queryRunner, session, floor(table)))
                .run(2);
    }

    private static void createTables(DistributedQueryRunner queryRunner, Path data, Set<String> layouts)
    {
        // One writer keeps the order of time.
        Session oneWriter = Session.builder(queryRunner.getDefaultSession())
                .setSystemProperty("task_min_writer_count", "1")
                .setSystemProperty("task_max_writer_count", "1")
                .build();
        if (!Files.exists(data.resolve("benchmark"))) {
            queryRunner.execute("CREATE SCHEMA warehouse.benchmark");
            // Hashes spread users and kinds of events over nine days; the kinds have the shares of the public Taobao log.
            queryRunner.execute(oneWriter, """
                    CREATE TABLE warehouse.benchmark.events AS
                    SELECT
                        bitwise_and(hash, 4294967295) * 1000000 / 4294967296 user_id,
                        TIMESTAMP '2017-11-25 00:00:00.000000' + row_number * 972 / 25 * INTERVAL '0.001' SECOND event_time,
                        CASE
                            WHEN bitwise_right_shift(hash, 44) < 938475 THEN 'pv'
                            WHEN bitwise_right_shift(hash, 44) < 996147 THEN 'cart'
                            WHEN bitwise_right_shift(hash, 44) < 1026556 THEN 'fav'
                            ELSE 'buy' END event_type
                    FROM (
                        SELECT a * 10000 + b row_number, from_big_endian_64(xxhash64(to_big_endian_64(a * 10000 + b))) hash
                        FROM UNNEST(sequence(0, 1999)) t(a) CROSS JOIN UNNEST(sequence(0, 9999)) u(b))
                    """);
            queryRunner.execute("""
                    CREATE TABLE warehouse.benchmark.clustered_events
                    WITH (bucketed_by = ARRAY['user_id'], bucket_count = 16, sorted_by = ARRAY['user_id', 'event_time']) AS
                    SELECT * FROM warehouse.benchmark.events
                    """);
        }
        if (layouts.contains("memory") || layouts.contains("otherwise")) {
            queryRunner.execute(oneWriter, "CREATE TABLE memory.default.events AS SELECT * FROM warehouse.benchmark.events");
        }
    }

    private static String floor(String table)
    {
        return "SELECT count(*), sum(c), max(m) FROM (SELECT user_id, count(*) c, max(event_time) m FROM %s GROUP BY user_id)".formatted(table);
    }

    /// What Trino's own aggregates take of the columns that a funnel has to read.
    private static String floorWithSteps(String table)
    {
        return "SELECT count(*), sum(s), max(m) FROM (SELECT user_id, bitwise_or_agg(steps(%s)) s, max(event_time) m FROM %s GROUP BY user_id)".formatted(STEPS, table);
    }

    private static String funnel(String steps, String table)
    {
        return "SELECT user_id, funnel(event_time, INTERVAL '7' DAY, %s) level FROM %s GROUP BY user_id".formatted(steps, table);
    }

    private static String levels(String users)
    {
        return "SELECT level, count(*) FROM (%s) GROUP BY level ORDER BY level".formatted(users);
    }

    private static String retention(String conditions, String table)
    {
        return "SELECT count_if(came[1]), count_if(came[2]), count_if(came[5]) FROM (SELECT user_id, retention(%s) came FROM %s GROUP BY user_id)".formatted(conditions, table);
    }

    private static String paths(String table)
    {
        return "SELECT count(*), sum(cardinality(paths)) FROM (SELECT user_id, path_analysis(event_time, event_type, INTERVAL '30' MINUTE, 10) paths FROM %s GROUP BY user_id)"
                .formatted(table);
    }

    /// Of all chains that reached a step the latest entry decides, which running maxima can carry from step to step.
    private static String windows(String table)
    {
        return """
                SELECT user_id, max(level) level
                FROM (
                    SELECT user_id, CASE
                        WHEN event_type = 'buy' AND event_time <= entry_of_second + INTERVAL '7' DAY THEN 3
                        WHEN second THEN 2
                        WHEN event_type = 'pv' THEN 1
                        ELSE 0 END level
                    FROM (
                        SELECT *, max(IF(second, entry)) OVER (PARTITION BY user_id ORDER BY event_time ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) entry_of_second
                        FROM (
                            SELECT *, event_type IN ('fav', 'cart') AND event_time <= entry + INTERVAL '7' DAY second
                            FROM (
                                SELECT *, max(IF(event_type = 'pv', event_time)) OVER (PARTITION BY user_id ORDER BY event_time ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) entry
                                FROM %s))))
                GROUP BY user_id
                """
                .formatted(table);
    }

    /// Once, because it takes minutes.
    private static void matchRecognize(DistributedQueryRunner queryRunner, Session session)
    {
        String users = """
                SELECT user_id, max(level) level
                FROM %s
                MATCH_RECOGNIZE (
                    PARTITION BY user_id
                    ORDER BY event_time
                    MEASURES count(a.event_type) + count(b.event_type) + count(c.event_type) AS level
                    ONE ROW PER MATCH
                    AFTER MATCH SKIP TO NEXT ROW
                    PATTERN (a other*? b other*? c | a other*? b | a)
                    DEFINE
                        a AS event_type = 'pv',
                        b AS event_type IN ('fav', 'cart') AND event_time <= first(a.event_time) + INTERVAL '7' DAY,
                        c AS event_type = 'buy' AND event_time <= first(a.event_time) + INTERVAL '7' DAY)
                GROUP BY user_id
                """.formatted(MEMORY);
        long start = System.nanoTime();
        Object answer = query(queryRunner, session, levels(users)).run();
        OUT.printf("%nMATCH_RECOGNIZE, once: %.1f s (answer %s; it lists no user without a first step)%n", (System.nanoTime() - start) / 1e9, answer);
    }

    private static Comparison.Work query(DistributedQueryRunner queryRunner, Session session, String sql)
    {
        return () -> queryRunner.execute(session, sql).getMaterializedRows();
    }
}
