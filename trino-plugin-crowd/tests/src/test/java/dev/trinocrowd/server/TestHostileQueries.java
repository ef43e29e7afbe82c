package dev.trinocrowd.server;

import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A query may fail, with a sentence that helps; the server goes on.
final class TestHostileQueries
{
    @AfterEach
    void serverGoesOn()
            throws SQLException
    {
        assertThat(scalar("SELECT funnel(t, 10, steps(true)) FROM (VALUES BIGINT '1') AS v (t)")).isEqualTo(1);
    }

    @Test
    void unknownColumn()
    {
        assertFails("SELECT funnel(event_tme, INTERVAL '1' DAY, steps(true)) FROM shop.tiny.events", "Column 'event_tme' cannot be resolved");
    }

    @Test
    void wrongTypesListTheRightOnes()
    {
        assertFails("SELECT funnel('2025-01-01', INTERVAL '1' DAY, steps(true))",
                "Unexpected parameters (varchar(10), interval day to second, tinyint) for function funnel. Expected: ");
        assertFails("SELECT funnel(1, INTERVAL '1' DAY, steps(true))", "Expected: ");
        assertFails("SELECT retention('a')", "Expected: ");
        assertFails("SELECT rfm_segment('555')", "Expected: ");
    }

    @Test
    void windowMustBePositive()
    {
        assertFails("SELECT funnel(t, 0, steps(true)) FROM (VALUES BIGINT '1') AS v (t)", "window must be positive");
        assertFails("SELECT user_id, funnel(event_time, INTERVAL '-1' DAY, steps(true)) FROM shop.tiny.events GROUP BY user_id", "window must be positive");
    }

    @Test
    void moreStepsThanSupported()
    {
        assertFails("SELECT funnel(t, 1, repeat(true, 64)) FROM (VALUES BIGINT '1') AS v (t)", "63");
        assertFails("SELECT steps(%s true)".formatted("true, ".repeat(20)), "Unexpected parameters");
    }

    @Test
    void unknownModeNamesTheKnownOnes()
    {
        assertFails(
                "SELECT funnel(t, 1, steps(true), 'strict_odour') FROM (VALUES BIGINT '1') AS v (t)",
                "Unknown funnel mode 'strict_odour', perhaps strict_order: expected default, overlap, strict_increase, strict_deduplication, strict_order");
    }

    @Test
    void nullTimesAndUsersAreSkipped()
            throws SQLException
    {
        assertThat(scalar("SELECT funnel(t, 10, steps(e = 'a', e = 'b')) FROM (VALUES (BIGINT '1', 'a'), (NULL, 'b')) AS v (t, e)")).isEqualTo(1);
        assertThat(scalar(
                "SELECT count(*) FROM (SELECT user_id, funnel(t, 10, steps(true)) FROM (VALUES (BIGINT '1', NULL)) AS v (t, user_id) WHERE user_id IS NOT NULL GROUP BY user_id)"))
                .isEqualTo(0L);
    }

    @Test
    void emptyTableGivesAnAnswer()
            throws SQLException
    {
        assertThat(scalar("SELECT funnel(event_time, INTERVAL '1' DAY, steps(true)) FROM shop.tiny.events WHERE user_id < 0")).isEqualTo(0);
        assertThat(scalar("SELECT rfm_cuts(1, 1, 1) FROM shop.tiny.events WHERE user_id < 0")).isNull();
    }

    @Test
    void aHeavyGroupAndWideNamesEndAtTheMemoryLimitOfTheQuery()
            throws SQLException
    {
        try (Connection connection = RealServer.shared().connect(); Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION query_max_memory_per_node = '20MB'");
            assertThatThrownBy(() -> statement.executeQuery("""
                    SELECT cardinality(path_analysis(t, lpad(CAST(t AS varchar), 2000, 'x'), 10, 1000))
                    FROM (SELECT a * 1000 + b AS t FROM UNNEST(sequence(1, 1000)) AS x (a) CROSS JOIN UNNEST(sequence(1, 1000)) AS y (b))
                    """).next())
                    .hasMessageContaining("exceeded per-node memory limit");
            assertThatThrownBy(() -> statement.executeQuery("""
                    SELECT funnel(t, 10, steps(true, true))
                    FROM (SELECT a * 10000 + b AS t FROM UNNEST(sequence(1, 10000)) AS x (a) CROSS JOIN UNNEST(sequence(1, 1000)) AS y (b))
                    """).next())
                    .hasMessageContaining("exceeded per-node memory limit");
        }
    }

    private static void assertFails(String sql, String message)
    {
        assertThatThrownBy(() -> scalar(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(message);
    }

    private static Object scalar(String sql)
            throws SQLException
    {
        try (Connection connection = RealServer.shared().connect(); Statement statement = connection.createStatement(); ResultSet results = statement.executeQuery(sql)) {
            assertThat(results.next()).isTrue();
            return results.getObject(1);
        }
    }
}
