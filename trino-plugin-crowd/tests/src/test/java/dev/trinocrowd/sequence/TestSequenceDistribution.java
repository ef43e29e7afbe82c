package dev.trinocrowd.sequence;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.Session;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/// Answers must not depend on how Trino spreads the work: of sequences, next events and attribution.
@TestInstance(PER_CLASS)
final class TestSequenceDistribution
{
    /// About 30 events a user in the order of a hash, many of them at one time.
    private static final String CREATE = """
            CREATE TABLE events AS
            SELECT
                n % 2003 AS user_id,
                h % 500 AS event_time,
                CAST(h / 5000 % 9 AS tinyint) AS mask,
                'event ' || CAST(h / 5000 % 5 AS varchar) AS event,
                IF(h % 3 = 0, h % 1001 / 1e1) AS value,
                IF(h % 5 > 0, h % 4) AS item
            FROM (
                SELECT n, bitwise_and(from_big_endian_64(xxhash64(to_big_endian_64(n))), 1073741823) AS h
                FROM UNNEST(sequence(1, 60)) t(m) CROSS JOIN UNNEST(sequence(1000 * m, 1000 * m + 999)) u(n)
                ORDER BY 2)
            """;

    private static final List<String> QUERIES = List.of(
            "SELECT user_id, sequence_match(event_time, mask, '(?1)(?t<=20)(?2).*(?4)') FROM events GROUP BY user_id ORDER BY 1",
            "SELECT user_id, sequence_count(event_time, ARRAY[event = 'event 0', event = 'event 1'], '(?1)(?t!=3)(?2)'), sequence_times(event_time, mask, '(?1)(?t>9)(?4)(?t==2)(?1)') FROM events GROUP BY user_id ORDER BY 1",
            "SELECT user_id, next_event(event_time, event, mask = 2), next_event(event_time, event, mask = 2, 'direction=backward; anchor=last') FROM events GROUP BY user_id ORDER BY 1",
            "SELECT user_id, attribution(event_time, event, value, BIGINT '70', 'model=linear') FROM events GROUP BY user_id ORDER BY 1",
            "SELECT user_id, attribution(event_time, event, value, BIGINT '70', 'model=position', item) FROM events GROUP BY user_id ORDER BY 1",
            "SELECT sequence_count(event_time, mask, '(?1)(?t==1)(?2)'), attribution(event_time, event, value, BIGINT '70', 'model=time_decay; half_life=3', item) FROM events");

    private DistributedQueryRunner one;
    private DistributedQueryRunner three;

    @BeforeAll
    void setUp()
            throws Exception
    {
        one = CrowdQueryRunner.create(0);
        three = CrowdQueryRunner.create(2);
        one.execute(CREATE);
        three.execute(CREATE);
    }

    @AfterAll
    void tearDown()
    {
        one.close();
        three.close();
    }

    @Test
    void nodesAndPartialAggregationDoNotMatter()
    {
        for (String sql : QUERIES) {
            MaterializedResult expected = one.execute(sql);
            assertThat(expected.getRowCount()).isPositive();
            assertThat(three.execute(sql).getMaterializedRows()).as(sql).isEqualTo(expected.getMaterializedRows());
            assertThat(three.execute(with("prefer_partial_aggregation", "false"), sql).getMaterializedRows()).as(sql).isEqualTo(expected.getMaterializedRows());
            assertThat(three.execute(with("task_concurrency", "1"), sql).getMaterializedRows()).as(sql).isEqualTo(expected.getMaterializedRows());
        }
    }

    @Test
    void theOrderOfRowsDoesNotMatter()
    {
        for (String sql : QUERIES) {
            MaterializedResult expected = one.execute(sql);
            for (String order : List.of("event_time DESC", "user_id, mask, event_time")) {
                String shuffled = sql.replace("FROM events", "FROM (SELECT * FROM events ORDER BY %s LIMIT 1000000)".formatted(order));
                assertThat(one.execute(shuffled).getMaterializedRows()).as(shuffled).isEqualTo(expected.getMaterializedRows());
            }
        }
    }

    @Test
    void aUserMayHaveAMillionEvents()
    {
        String rows = "FROM UNNEST(sequence(1, 1000)) t(m) CROSS JOIN UNNEST(sequence(1, 1000)) u(n)";
        assertThat(three.execute("SELECT sequence_count(1000 * m + n, steps(n %% 2 = 1, n %% 2 = 0), '(?1)(?t==1)(?2).*(?1)(?t<=3)(?2)') %s".formatted(rows).replace("%%", "%"))
                .getOnlyValue()).isEqualTo(250_000L);
        assertThat(three.execute("SELECT next_event(1000 * m + n, 'e' || CAST(n AS varchar), m = 1000) %s".formatted(rows)).getOnlyValue()).isEqualTo("e2");
        assertThat(three.execute(
                "SELECT round(reduce(attribution(1000 * m + n, 'e' || CAST(n AS varchar), IF(n = 7, 1e0), BIGINT '99999', 'model=linear'), 0e0, (s, c) -> s + c.credit, s -> s), 6) %s"
                        .formatted(rows))
                .getOnlyValue())
                .isEqualTo(1000.0);
    }

    @Test
    void moreMemoryThanAllowedFailsTheQueryOnly()
    {
        Session limited = with("query_max_memory_per_node", "20MB");
        for (String call : List.of(
                "sequence_count(1000 * m + n, TINYINT '1', '(?1)')",
                "next_event(m, 'a rather long name of an event ' || CAST(1000 * m + n AS varchar), true)",
                "attribution(m, 'a', 1e0, BIGINT '1', '')")) {
            assertThatThrownBy(() -> one.execute(limited, "SELECT %s FROM UNNEST(sequence(1, 1000)) t(m) CROSS JOIN UNNEST(sequence(1, 1000)) u(n)".formatted(call)))
                    .hasMessageContaining("Query exceeded per-node memory limit of 20MB");
        }
    }

    private Session with(String property, String value)
    {
        return Session.builder(three.getDefaultSession())
                .setSystemProperty(property, value)
                .build();
    }
}
