package dev.trinocrowd.retention;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.Session;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/// Periods, curves, sessions and intervals do not depend on how Trino spreads the work.
@TestInstance(PER_CLASS)
final class TestPeriodDistribution
{
    /// About 30 events a user in the order of a hash; every seventh user's lie far apart.
    private static final String CREATE = """
            CREATE TABLE events AS
            SELECT
                n % 2003 AS user_id,
                h % IF(n % 2003 % 7 = 0, 10000000, 90000) AS event_time,
                h / 5000 % 3 AS event
            FROM (
                SELECT n, bitwise_and(from_big_endian_64(xxhash64(to_big_endian_64(n))), 1073741823) AS h
                FROM UNNEST(sequence(1, 60)) t(m) CROSS JOIN UNNEST(sequence(1000 * m, 1000 * m + 999)) u(n)
                ORDER BY 2)
            """;

    private static final String USERS = "(SELECT user_id, active_periods(event_time, 1000) FILTER (WHERE event = 0) AS entry, active_periods(event_time, 1000) AS active FROM events GROUP BY user_id)";

    private static final List<String> QUERIES = List.of(
            "SELECT user_id, bitmap_to_base64(active_periods(event_time, 1000)), bitmap_to_base64(active_periods(event_time, 7, 50000)) FROM events GROUP BY user_id ORDER BY 1",
            "SELECT event, bitmap_to_base64(active_periods(event_time, 10)) FROM events GROUP BY event ORDER BY 1",
            "SELECT bitmap_to_base64(active_periods(event_time, 1000)) FROM events",
            "SELECT mod(user_id, 5), retention_curve(entry, active, sequence(0, 30)), retention_curve(entry, active, sequence(1, 9), 'streak', 60) FROM %s GROUP BY 1 ORDER BY 1"
                    .formatted(USERS),
            "SELECT retention_curve(bitmap_limit(active, 0, 1), active, sequence(0, 99, 3), 'bracket', 50), retention_curve(entry, active, ARRAY[1, 5, 9], 'on_or_before') FROM %s"
                    .formatted(
                            USERS),
            "SELECT user_id, sessions(event_time, BIGINT '3000'), event_intervals(event_time, event = 0, event = 1) FROM events GROUP BY user_id ORDER BY 1",
            "SELECT user_id, event_time, session_number(event_time, 3000) OVER (PARTITION BY user_id ORDER BY event_time) FROM events ORDER BY 1, 2, 3");

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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void nodesAndPartialAggregationDoNotMatter(int query)
    {
        String sql = QUERIES.get(query);
        MaterializedResult expected = one.execute(sql);
        assertThat(expected.getRowCount()).isPositive();
        assertThat(three.execute(sql).getMaterializedRows()).isEqualTo(expected.getMaterializedRows());
        for (Session session : List.of(
                with("prefer_partial_aggregation", "false"),
                with("task_concurrency", "1"),
                with("adaptive_partial_aggregation_enabled", "false"),
                // Partial aggregation gives up at once: a state for every page.
                with("adaptive_partial_aggregation_unique_rows_ratio_threshold", "0"))) {
            assertThat(three.execute(session, sql).getMaterializedRows()).isEqualTo(expected.getMaterializedRows());
        }
    }

    @Test
    void aUserMayHaveAMillionEvents()
    {
        String rows = "FROM UNNEST(sequence(1, 1000)) t(m) CROSS JOIN UNNEST(sequence(1, 1000)) u(n)";
        assertThat(three.execute("SELECT bitmap_count(active_periods(-1000 * m - n, 1, -2000000)), bitmap_count(active_periods(1000 * m + n, 100)) " + rows).getMaterializedRows()
                .getFirst().getFields())
                .containsExactly(1_000_000L, 10_001L);
        assertThat(three.execute("SELECT cardinality(sessions(-1000 * m - n, BIGINT '1')), cardinality(event_intervals(-1000 * m - n, true, true)) " + rows).getMaterializedRows()
                .getFirst().getFields())
                .containsExactly(1L, 999_999L);
    }

    @Test
    void moreMemoryThanAllowedFailsTheQueryOnly()
    {
        String rows = "FROM UNNEST(sequence(1, 1000)) t(m) CROSS JOIN UNNEST(sequence(1, 1000)) u(n)";
        Session limited = with("query_max_memory_per_node", "20MB");
        for (String call : List.of("sessions(1000 * m + n, BIGINT '999')", "event_intervals(1000 * m + n, true, true)")) {
            assertThatThrownBy(() -> one.execute(limited, "SELECT %s %s".formatted(call, rows)))
                    .hasMessageContaining("Query exceeded per-node memory limit of 20MB");
        }
        assertThat(one.execute("SELECT 1").getOnlyValue()).isEqualTo(1);
    }

    private Session with(String property, String value)
    {
        return Session.builder(three.getDefaultSession())
                .setSystemProperty(property, value)
                .build();
    }
}
