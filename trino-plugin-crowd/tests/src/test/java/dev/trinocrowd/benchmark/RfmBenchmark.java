package dev.trinocrowd.benchmark;

import dev.trinocrowd.plugin.CrowdPlugin;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.DistributedQueryRunner;

import java.util.Map;

import static io.trino.testing.TestingSession.testSessionBuilder;

/// Exact cuts against the approximate quantiles that one would take for them.
final class RfmBenchmark
{
    private RfmBenchmark()
    {}

    static void run()
            throws Exception
    {
        try (DistributedQueryRunner queryRunner = DistributedQueryRunner.builder(testSessionBuilder().setCatalog("memory").setSchema("default").build())
                .setWorkerCount(0)
                .build()) {
            queryRunner.installPlugin(new MemoryPlugin());
            queryRunner.createCatalog("memory", "memory", Map.of("memory.max-data-per-node", "4GB"));
            queryRunner.installPlugin(new CrowdPlugin());
            createTable(queryRunner);
            for (String monetary : new String[] {"monetary", "distinct_monetary"}) {
                compare(queryRunner, "20 million customers, quintile cuts of recency, frequency and %s".formatted(monetary), monetary, "");
            }
            compare(queryRunner, "20 million customers of 1,000 shops, quintile cuts of each", "monetary", "GROUP BY shop");
        }
    }

    /// Both answer with the number of their cuts: the cuts themselves differ, since only one of the two is exact.
    private static void compare(DistributedQueryRunner queryRunner, String title, String monetary, String groupBy)
    {
        new Comparison(title)
                .with("approx_percentile", query(queryRunner, """
                        SELECT sum(cardinality(r) + cardinality(f) + cardinality(m))
                        FROM (
                            SELECT
                                approx_percentile(recency, ARRAY[0.2, 0.4, 0.6, 0.8]) r,
                                approx_percentile(frequency, ARRAY[0.2, 0.4, 0.6, 0.8]) f,
                                approx_percentile(%s, ARRAY[0.2, 0.4, 0.6, 0.8]) m
                            FROM customers
                            %s)""".formatted(monetary, groupBy)))
                .with("rfm_cuts", query(queryRunner, """
                        SELECT sum(cardinality(c.recency) + cardinality(c.frequency) + cardinality(c.monetary))
                        FROM (SELECT rfm_cuts(recency, frequency, %s) c FROM customers %s)""".formatted(monetary, groupBy)))
                .run(2);
    }

    private static void createTable(DistributedQueryRunner queryRunner)
    {
        // Most customers have few orders and many were last here long ago; amounts in cents, in one column up to 5,000.00 and in the other nearly all different.
        queryRunner.execute("""
                CREATE TABLE customers AS
                SELECT
                    customer % 1000 shop,
                    CAST(floor(730 * sqrt(u)) AS double) recency,
                    CAST(floor(1 / (0.02 + v)) AS double) frequency,
                    CAST(floor(500000 * w * w) / 100 AS double) monetary,
                    1e7 * w * w distinct_monetary
                FROM (
                    SELECT
                        customer,
                        mod(customer * 2654435761, 4294967296) / 4294967296e0 u,
                        mod(customer * 40503 + 12345, 16777213) / 16777213e0 v,
                        mod(customer * 48271, 2147483647) / 2147483647e0 w
                    FROM (SELECT a * 10000 + b customer FROM UNNEST(sequence(0, 1999)) t(a) CROSS JOIN UNNEST(sequence(0, 9999)) u(b)))
                """);
    }

    private static Comparison.Work query(DistributedQueryRunner queryRunner, String sql)
    {
        return () -> queryRunner.execute(sql).getMaterializedRows();
    }
}
