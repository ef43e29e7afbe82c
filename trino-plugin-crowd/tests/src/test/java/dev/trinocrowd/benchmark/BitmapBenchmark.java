package dev.trinocrowd.benchmark;

import dev.trinocrowd.bitmap.BitmapKernels;
import dev.trinocrowd.plugin.CrowdPlugin;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.DistributedQueryRunner;

import java.util.Map;

import static io.trino.testing.TestingSession.testSessionBuilder;

/// Bitmaps against what one would write without them.
final class BitmapBenchmark
{
    private BitmapBenchmark()
    {}

    static void run()
            throws Exception
    {
        BitmapKernels.run();
        try (DistributedQueryRunner queryRunner = DistributedQueryRunner.builder(testSessionBuilder().setCatalog("memory").setSchema("default").build())
                .setWorkerCount(0)
                .build()) {
            queryRunner.installPlugin(new MemoryPlugin());
            queryRunner.createCatalog("memory", "memory", Map.of("memory.max-data-per-node", "6GB"));
            queryRunner.installPlugin(new CrowdPlugin());
            createTables(queryRunner);
            for (String id : new String[] {"dense_id", "sparse_id", "random_id"}) {
                new Comparison("20 million rows, 5,000 categories, distinct users of each, " + id)
                        .with("count(DISTINCT)",
                                query(queryRunner, "SELECT count(*), sum(users) FROM (SELECT count(DISTINCT %s) users FROM events GROUP BY category)".formatted(id)))
                        .with("bitmap_agg",
                                query(queryRunner,
                                        "SELECT count(*), sum(bitmap_cardinality(users)) FROM (SELECT bitmap_agg(%s) users FROM events GROUP BY category)".formatted(id)))
                        .run(2);
            }
            new Comparison("20 million rows, a million users, distinct categories of each")
                    .with("count(DISTINCT)", query(queryRunner, "SELECT count(*), sum(categories) FROM (SELECT count(DISTINCT category) categories FROM events GROUP BY dense_id)"))
                    .with("bitmap_agg",
                            query(queryRunner, "SELECT count(*), sum(bitmap_cardinality(categories)) FROM (SELECT bitmap_agg(category) categories FROM events GROUP BY dense_id)"))
                    .run(1);
            new Comparison("20 million rows, those of 100,000 users")
                    .with("join with a memory table", query(queryRunner, "SELECT count(*) FROM events JOIN vip_ids ON dense_id = id"))
                    .with("bitmap_contains", query(queryRunner, "SELECT count(*) FROM events WHERE bitmap_contains((SELECT users FROM vip), dense_id)"))
                    .run(2);
            queryRunner.execute("DROP TABLE events");
            queryRunner
                    .execute("CREATE TABLE ids AS SELECT mod((a * 10000 + b) * 48271, 100000007) id FROM UNNEST(sequence(0, 9999)) t(a) CROSS JOIN UNNEST(sequence(0, 9999)) u(b)");
            new Comparison("100 million rows of dense ids, not grouped")
                    .with("bitmap_agg", query(queryRunner, "SELECT bitmap_cardinality(bitmap_agg(id)) FROM ids"))
                    .run(2);
        }
    }

    private static void createTables(DistributedQueryRunner queryRunner)
    {
        // Multiplicative hashing spreads users and categories; the square makes some categories much larger than others.
        queryRunner.execute("""
                CREATE TABLE events AS
                SELECT
                    user_number dense_id,
                    64 * user_number sparse_id,
                    bitwise_and(from_big_endian_64(xxhash64(to_big_endian_64(user_number))), 9223372036854775807) random_id,
                    CAST(5000 * power(mod(row_number * 30011, 65521) / 65521e0, 2) AS bigint) category
                FROM (
                    SELECT a * 10000 + b row_number, mod((a * 10000 + b) * 2654435761, 4294967296) * 1000000 / 4294967296 user_number
                    FROM UNNEST(sequence(0, 1999)) t(a) CROSS JOIN UNNEST(sequence(0, 9999)) u(b))
                """);
        queryRunner.execute("CREATE TABLE vip_ids AS SELECT 100 * a + 10 * b id FROM UNNEST(sequence(0, 9999)) t(a) CROSS JOIN UNNEST(sequence(0, 9)) u(b)");
        queryRunner.execute("CREATE TABLE vip AS SELECT bitmap_agg(id) users FROM vip_ids");
    }

    private static Comparison.Work query(DistributedQueryRunner queryRunner, String sql)
    {
        return () -> queryRunner.execute(sql).getMaterializedRows();
    }
}
