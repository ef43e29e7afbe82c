package dev.trinocrowd.funnel;

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

/// Answers must not depend on how Trino spreads the work.
@TestInstance(PER_CLASS)
final class TestFunnelDistribution
{
    /// About 30 events a user in the order of a hash, so that no user's events arrive in order of time.
    private static final String CREATE = """
            CREATE TABLE events AS
            SELECT
                n % 2003 AS user_id,
                'customer with a rather wide key number ' || CAST(n % 2003 AS varchar) AS wide_id,
                h % 5000 AS event_time,
                CAST(h / 5000 % 9 AS tinyint) AS mask,
                'event ' || CAST(h / 5000 % 5 AS varchar) AS event
            FROM (
                SELECT n, bitwise_and(from_big_endian_64(xxhash64(to_big_endian_64(n))), 1073741823) AS h
                FROM UNNEST(sequence(1, 60)) t(m) CROSS JOIN UNNEST(sequence(1000 * m, 1000 * m + 999)) u(n)
                ORDER BY 2)
            """;

    private static final List<String> QUERIES = List.of(
            "SELECT user_id, funnel(event_time, BIGINT '700', mask) FROM events GROUP BY user_id ORDER BY 1",
            "SELECT wide_id, funnel(event_time, BIGINT '700', ARRAY[event = 'event 0', event = 'event 1', event = 'event 2']) FROM events GROUP BY wide_id ORDER BY 1",
            "SELECT user_id, funnel(event_time, BIGINT '700', mask, 'strict_deduplication,strict_increase'), funnel_times(event_time, BIGINT '700', mask, 'overlap', mask = 5), funnel_attempts(event_time, BIGINT '700', mask, 'strict_order') FROM events GROUP BY user_id ORDER BY 1",
            "SELECT wide_id, funnel_by(event_time, BIGINT '700', mask, event, 'default', mask = 8), funnel_by(event_time, BIGINT '700', mask, user_id, 'unordered'), funnel_breakdown(event_time, BIGINT '700', mask, event), funnel_breakdown(event_time, BIGINT '700', mask, user_id, 'exclude_user', mask = 8) FROM events GROUP BY wide_id ORDER BY 1",
            "SELECT r, funnel_summary(times, 4) FROM (SELECT user_id % 7 AS r, funnel_times(event_time, BIGINT '700', mask) AS times FROM events GROUP BY user_id) GROUP BY r ORDER BY 1",
            "SELECT funnel_summary(times, 4), funnel_summary(seconds, 4) FROM (SELECT funnel_times(event_time, BIGINT '700', mask) AS times, funnel_times(from_unixtime(event_time), INTERVAL '700' SECOND, mask) AS seconds FROM events GROUP BY user_id)",
            "SELECT user_id, retention(mask), retention(ARRAY[event_time < 1000, event_time BETWEEN 1000 AND 2000, event_time > 2000]) FROM events GROUP BY user_id ORDER BY 1",
            "SELECT wide_id, path_analysis(event_time, event, BIGINT '100', 3) FROM events GROUP BY wide_id ORDER BY 1",
            "SELECT r, funnel_summary(level, 4) FROM (SELECT user_id % 7 AS r, funnel(event_time, BIGINT '700', mask) AS level FROM events GROUP BY user_id) GROUP BY r ORDER BY 1",
            "SELECT funnel_summary(level, 4), count(*) FROM (SELECT funnel(event_time, BIGINT '700', mask) AS level FROM events GROUP BY user_id)",
            "SELECT funnel(event_time, BIGINT '1', mask), retention(mask), cardinality(path_analysis(event_time, event, BIGINT '1', 1000)) FROM events");

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
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void nodesAndPartialAggregationDoNotMatter(int query)
    {
        String sql = QUERIES.get(query);
        MaterializedResult expected = one.execute(sql);
        assertThat(expected.getRowCount()).isPositive();
        assertThat(three.execute(sql).getMaterializedRows()).isEqualTo(expected.getMaterializedRows());
        assertThat(three.execute(with("prefer_partial_aggregation", "false"), sql).getMaterializedRows()).isEqualTo(expected.getMaterializedRows());
        assertThat(three.execute(with("task_concurrency", "1"), sql).getMaterializedRows()).isEqualTo(expected.getMaterializedRows());
        assertThat(three.execute(with("adaptive_partial_aggregation_enabled", "false"), sql).getMaterializedRows()).isEqualTo(expected.getMaterializedRows());
    }

    @Test
    void theOrderOfRowsDoesNotMatter()
    {
        for (String sql : QUERIES) {
            MaterializedResult expected = one.execute(sql);
            for (String order : List.of("event_time", "event_time DESC", "user_id, mask, event_time")) {
                String shuffled = sql.replace("FROM events", "FROM (SELECT * FROM events ORDER BY %s LIMIT 1000000)".formatted(order));
                assertThat(one.execute(shuffled).getMaterializedRows()).as(shuffled).isEqualTo(expected.getMaterializedRows());
            }
        }
    }

    @Test
    void agreesWithPlainSql()
    {
        String plain = """
                SELECT user_id, max(level)
                FROM (
                    SELECT e1.user_id, CASE WHEN e3.event_time IS NOT NULL THEN 3 WHEN e2.event_time IS NOT NULL THEN 2 ELSE 1 END AS level
                    FROM (SELECT * FROM events WHERE mask = 1) e1
                    LEFT JOIN (SELECT * FROM events WHERE mask = 2) e2 ON e2.user_id = e1.user_id AND e2.event_time BETWEEN e1.event_time AND e1.event_time + 700
                    LEFT JOIN (SELECT * FROM events WHERE mask = 4) e3 ON e3.user_id = e1.user_id AND e3.event_time BETWEEN e2.event_time AND e1.event_time + 700)
                GROUP BY user_id
                ORDER BY user_id
                """;
        String funnel = """
                SELECT user_id, level
                FROM (SELECT user_id, funnel(event_time, BIGINT '700', IF(mask IN (1, 2, 4), mask, TINYINT '0')) AS level FROM events GROUP BY user_id)
                WHERE level > 0
                ORDER BY user_id
                """;
        MaterializedResult expected = one.execute(plain);
        assertThat(expected.getMaterializedRows()).extracting(row -> row.getField(1)).contains(1, 2, 3);
        assertThat(one.execute(funnel).getMaterializedRows()).isEqualTo(expected.getMaterializedRows());
    }

    @Test
    void aUserMayHaveAMillionEvents()
    {
        String rows = "FROM UNNEST(sequence(1, 1000)) t(m) CROSS JOIN UNNEST(sequence(1, 1000)) u(n)";
        assertThat(three.execute("SELECT funnel(1000 * m + n, BIGINT '999999', steps(m = 1 AND n = 1, n = 500, m = 1000 AND n = 1000)) " + rows).getOnlyValue()).isEqualTo(3);
        assertThat(three.execute("SELECT funnel(1000 * m + n, BIGINT '999998', steps(m = 1 AND n = 1, n = 500, m = 1000 AND n = 1000)) " + rows).getOnlyValue()).isEqualTo(2);
        assertThat(three.execute("SELECT funnel(-1000 * m - n, BIGINT '9', TINYINT '7') " + rows).getOnlyValue()).isEqualTo(3);
        assertThat(three.execute("SELECT funnel(-1000 * m - n, BIGINT '9', TINYINT '7', 'strict_deduplication', n = 5) " + rows).getOnlyValue()).isEqualTo(3);
        assertThat(three.execute("SELECT funnel_by(-1000 * m - n, BIGINT '9000', TINYINT '7', n, 'unordered', n = 5) " + rows).getOnlyValue()).isEqualTo(3);
        assertThat(three.execute("SELECT funnel_breakdown(-1000 * m - n, BIGINT '9', TINYINT '7', m * n).value " + rows).getOnlyValue()).isEqualTo(1_000_000L);
        assertThat(
                three.execute("SELECT cardinality(path_analysis(-1000 * m - n, 'e' || CAST(n %% 3 AS varchar), BIGINT '1', 1000)) %s WHERE n < 999".formatted(rows)).getOnlyValue())
                .isEqualTo(1000L);
    }

    @Test
    void moreMemoryThanAllowedFailsTheQueryOnly()
    {
        String rows = "FROM UNNEST(sequence(1, 1000)) t(m) CROSS JOIN UNNEST(sequence(1, 1000)) u(n)";
        Session limited = with("query_max_memory_per_node", "20MB");
        for (String call : List.of(
                "funnel(1000 * m + n, BIGINT '999', TINYINT '1')",
                "funnel_by(m, BIGINT '999', TINYINT '1', 1000 * m + n)",
                "funnel_breakdown(m, BIGINT '999', TINYINT '1', CAST(1000 * m + n AS varchar))",
                "path_analysis(m, 'a rather long name of an event ' || CAST(1000 * m + n AS varchar), BIGINT '9', 5)")) {
            assertThatThrownBy(() -> one.execute(limited, "SELECT %s %s".formatted(call, rows)))
                    .hasMessageContaining("Query exceeded per-node memory limit of 20MB");
        }
        assertThat(one.execute("SELECT 1").getOnlyValue()).isEqualTo(1);
    }

    @Test
    void spillingDoesNotMatter()
    {
        Session spilling = Session.builder(three.getDefaultSession())
                .setSystemProperty("spill_enabled", "true")
                .setSystemProperty("aggregation_operator_unspill_memory_limit", "1kB")
                .build();
        for (String sql : QUERIES.subList(2, 6)) {
            assertThat(three.execute(spilling, sql).getMaterializedRows()).as(sql).isEqualTo(one.execute(sql).getMaterializedRows());
        }
    }

    private Session with(String property, String value)
    {
        return Session.builder(three.getDefaultSession())
                .setSystemProperty(property, value)
                .build();
    }
}
