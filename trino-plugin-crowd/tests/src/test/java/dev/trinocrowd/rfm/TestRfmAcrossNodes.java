package dev.trinocrowd.rfm;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.Session;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The cuts, to the last bit, whatever the number of nodes and the way the engine aggregates.
final class TestRfmAcrossNodes
{
    private static final String CUSTOMERS = """
            CREATE TABLE customers AS
            SELECT
                i % 7 country,
                (i * 7919) % 365 recency,
                1 + (i * i) % 9 frequency,
                CAST((i * 104729) % 500000 AS double) / 100 + 0.1 monetary
            FROM (SELECT 1000 * thousand + one i FROM UNNEST(sequence(0, 29)) t(thousand) CROSS JOIN UNNEST(sequence(1, 1000)) u(one))
            """;

    @Test
    void cutsAreTheSameOnOneNodeAndOnThree()
            throws Exception
    {
        MaterializedResult[] onOne = results(0);
        assertThat(results(2)).isEqualTo(onOne);
        for (MaterializedResult result : onOne) {
            assertThat(result).isEqualTo(onOne[0]);
        }
        assertThat(onOne[0].getRowCount()).isEqualTo(35 + 5);
    }

    private static MaterializedResult[] results(int workers)
            throws Exception
    {
        try (DistributedQueryRunner queryRunner = CrowdQueryRunner.create(workers)) {
            // every node writes, and so reads, a part of the table
            queryRunner.execute(with(queryRunner, "scale_writers", "false"), CUSTOMERS);
            return new MaterializedResult[] {
                cuts(queryRunner, with(queryRunner, "prefer_partial_aggregation", "true")),
                cuts(queryRunner, with(queryRunner, "prefer_partial_aggregation", "false")),
                cuts(queryRunner, with(queryRunner, "task_concurrency", "1")),
            };
        }
    }

    private static Session with(DistributedQueryRunner queryRunner, String property, String value)
    {
        return Session.builder(queryRunner.getDefaultSession()).setSystemProperty(property, value).build();
    }

    private static MaterializedResult cuts(DistributedQueryRunner queryRunner, Session session)
    {
        return queryRunner.execute(session, """
                SELECT method, country, rfm_cuts(recency, frequency, monetary, method)
                FROM customers CROSS JOIN UNNEST(ARRAY['quintile', 'quartile', 'tercile', 'mean', 'median']) t(method)
                GROUP BY GROUPING SETS ((method, country), (method))
                ORDER BY method, country
                """);
    }
}
