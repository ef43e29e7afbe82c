package dev.trinocrowd.funnel;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestFunnelFunction
        extends AbstractTestQueryFramework
{
    private static final String SHOP = "(VALUES (1, 0, 'view'), (1, 5, 'cart'), (1, 9, 'pay'), (2, 3, 'view'), (2, 99, 'cart'), (3, 1, 'pay')) t(user_id, event_time, event)";
    private static final String STEPS = "ARRAY[event = 'view', event = 'cart', event = 'pay']";

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void givesEachUsersDeepestStep()
    {
        assertThat(query("SELECT user_id, funnel(event_time, BIGINT '10', %s) FROM %s GROUP BY user_id".formatted(STEPS, SHOP)))
                .matches("VALUES (1, 3), (2, 1), (3, 0)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT"})
    void takesMasksOfEveryWidth(String type)
    {
        assertThat(query(
                "SELECT user_id, funnel(event_time, BIGINT '10', CAST(steps(event = 'view', event = 'cart', event = 'pay') AS %s)) FROM %s GROUP BY user_id".formatted(type, SHOP)))
                .matches("VALUES (1, 3), (2, 1), (3, 0)");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "date",
        "timestamp(0)", "timestamp(3)", "timestamp(6)", "timestamp(7)", "timestamp(9)", "timestamp(12)",
        "timestamp(0) with time zone", "timestamp(3) with time zone", "timestamp(4) with time zone", "timestamp(6) with time zone", "timestamp(12) with time zone"})
    void takesTimesOfEveryType(String type)
    {
        String rows = """
                FROM (VALUES ('2024-02-28', 1), ('2024-03-01', 2), ('2024-03-02', 4)) t(day, mask)
                CROSS JOIN (VALUES TINYINT '1') o(one)
                """;
        String time = "CAST(CAST(day AS date) AS %s)".formatted(type);
        assertThat(query("SELECT funnel(%s, INTERVAL '3' DAY, mask) %s".formatted(time, rows))).matches("VALUES 3");
        assertThat(query("SELECT funnel(%s, INTERVAL '2' DAY, mask) %s".formatted(time, rows))).matches("VALUES 2");
        assertThat(query("SELECT funnel(%s, INTERVAL '2' DAY, CAST(mask AS tinyint), 'default') %s".formatted(time, rows))).matches("VALUES 2");
        assertThat(query("SELECT funnel(%s, INTERVAL '1' DAY, ARRAY[mask = 1, mask = 2, mask = 4]) %s".formatted(time, rows))).matches("VALUES 1");
        assertThat(query("SELECT funnel(%s, INTERVAL '3' DAY, ARRAY[mask = 1, mask = 2, mask = 4], 'default') %s".formatted(time, rows))).matches("VALUES 3");
    }

    @Test
    void takesAMode()
    {
        assertThat(query("SELECT user_id, funnel(event_time, BIGINT '10', %s, 'default') FROM %s GROUP BY user_id".formatted(STEPS, SHOP)))
                .matches("VALUES (1, 3), (2, 1), (3, 0)");
        assertThat(
                query("SELECT user_id, funnel(event_time, BIGINT '10', steps(event = 'view', event = 'cart', event = 'pay'), 'default') FROM %s GROUP BY user_id".formatted(SHOP)))
                .matches("VALUES (1, 3), (2, 1), (3, 0)");
    }

    @Test
    void zonesAreInstants()
    {
        assertThat(query("""
                SELECT funnel(event_time, INTERVAL '1' MINUTE, mask)
                FROM (VALUES (TIMESTAMP '2024-01-01 12:00:00.000 Europe/Berlin', 1), (TIMESTAMP '2024-01-01 20:01:00.000 Asia/Tokyo', 2)) t(event_time, mask)
                """)).matches("VALUES 2");
    }

    @Test
    void timesAreTruncatedToMicroseconds()
    {
        assertThat(query("""
                SELECT funnel(event_time, INTERVAL '0.001' SECOND, mask)
                FROM (VALUES (TIMESTAMP '2024-01-01 00:00:00.000000000', 1), (TIMESTAMP '2024-01-01 00:00:00.001000999', 2)) t(event_time, mask)
                """)).matches("VALUES 2");
        assertThat(query("""
                SELECT funnel(event_time, INTERVAL '0.001' SECOND, mask)
                FROM (VALUES (TIMESTAMP '2024-01-01 00:00:00.000000 UTC', 1), (TIMESTAMP '2024-01-01 00:00:00.001001 UTC', 2)) t(event_time, mask)
                """)).matches("VALUES 1");
    }

    @Test
    void timesBeforeTheEpochAreTruncatedDownwards()
    {
        assertThat(query("""
                SELECT funnel(event_time, INTERVAL '0.001' SECOND, mask)
                FROM (VALUES (TIMESTAMP '1969-12-31 23:59:59.998000001 UTC', 1), (TIMESTAMP '1969-12-31 23:59:59.999000999 UTC', 2)) t(event_time, mask)
                """)).matches("VALUES 2");
    }

    @Test
    void aWindowMayBeLongerThanTime()
    {
        assertThat(query(
                "SELECT funnel(event_time, 1000 * INTERVAL '106751991' DAY, mask) FROM (VALUES (TIMESTAMP '0001-01-01 00:00:00', 1), (TIMESTAMP '9999-12-31 23:59:59', 2)) t(event_time, mask)"))
                .matches("VALUES 2");
        assertThat(query(
                "SELECT funnel(event_time, BIGINT '9223372036854775807', mask) FROM (VALUES (BIGINT '-9223372036854775808', 1), (BIGINT '9223372036854775807', 2)) t(event_time, mask)"))
                .matches("VALUES 1");
    }

    @Test
    void aNullTimeOrMaskSkipsTheRow()
    {
        assertThat(query("SELECT funnel(event_time, BIGINT '10', mask) FROM (VALUES (BIGINT '1', 1), (NULL, 2), (BIGINT '2', NULL), (BIGINT '3', 4)) t(event_time, mask)"))
                .matches("VALUES 1");
        assertThat(query(
                "SELECT funnel(event_time, BIGINT '10', conditions) FROM (VALUES (BIGINT '1', ARRAY[true, false]), (BIGINT '2', NULL), (NULL, ARRAY[false, true])) t(event_time, conditions)"))
                .matches("VALUES 1");
    }

    @Test
    void aNullConditionIsFalse()
    {
        assertThat(query(
                "SELECT funnel(event_time, BIGINT '10', conditions) FROM (VALUES (BIGINT '1', ARRAY[true, NULL]), (BIGINT '2', ARRAY[NULL, true])) t(event_time, conditions)"))
                .matches("VALUES 2");
        assertThat(query(
                "SELECT funnel(event_time, BIGINT '10', conditions) FROM (VALUES (BIGINT '1', ARRAY[true, NULL]), (BIGINT '2', ARRAY[false, NULL])) t(event_time, conditions)"))
                .matches("VALUES 1");
    }

    @Test
    void nobodyIsAtLevelZero()
    {
        assertThat(query("SELECT funnel(event_time, BIGINT '10', %s) FROM %s WHERE false".formatted(STEPS, SHOP))).matches("VALUES 0");
        assertThat(query("SELECT user_id, funnel(event_time, BIGINT '10', %s) FROM %s WHERE false GROUP BY user_id".formatted(STEPS, SHOP))).returnsEmptyResult();
        assertThat(query("SELECT funnel(event_time, BIGINT '10', %s) FILTER (WHERE event = 'none') FROM %s".formatted(STEPS, SHOP))).matches("VALUES 0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "event_time, BIGINT '0', mask                       | funnel window must be positive, found 0",
        "event_time, BIGINT '-5', mask                      | funnel window must be positive, found -5",
        "event_time, CAST(NULL AS bigint), mask             | funnel window must be positive, found NULL",
        "day, INTERVAL '0' SECOND, mask                     | funnel window must be positive, found INTERVAL '0' SECOND",
        "day, INTERVAL '-1' HOUR, mask                      | funnel window must be positive, found INTERVAL '-3600' SECOND",
        "day, CAST(NULL AS interval day to second), mask    | funnel window must be positive, found NULL",
        "event_time, event_time, mask                       | funnel window must not change within a group, found 1 and 2",
        "day, event_time * INTERVAL '1' DAY, mask           | funnel window must not change within a group, found INTERVAL '86400' SECOND and INTERVAL '172800' SECOND",
        "event_time, BIGINT '1', -mask                      | funnel steps must be a mask without the sign bit, found -[12]",
        "event_time, BIGINT '1', repeat(true, 64)           | funnel steps must be at most 63, found 64",
        "event_time, BIGINT '1', ARRAY[mask]                | funnel steps must be array\\(boolean\\), tinyint, smallint, integer or bigint, found array\\(integer\\)",
        "event_time, BIGINT '1', day                        | funnel steps must be array\\(boolean\\), tinyint, smallint, integer or bigint, found date",
        "event_time, BIGINT '1', mask, 'strict'             | Unknown funnel mode 'strict', perhaps strict_increase: expected default, .*",
        "event_time, BIGINT '1', mask, ''                   | Unknown funnel mode '': expected default, .*",
        "event_time, BIGINT '1', mask, CAST(NULL AS varchar) | funnel mode must be a text such as 'default', found NULL",
        "event_time, INTERVAL '1' DAY, mask                 | .*Unexpected parameters \\(bigint, interval day to second, integer\\) for function funnel.*",
        "day, BIGINT '1', mask                              | .*Unexpected parameters \\(date, bigint, integer\\) for function funnel.*"})
    void refuses(String arguments, String message)
    {
        assertQueryFails("SELECT funnel(%s) FROM (VALUES (BIGINT '1', DATE '2024-01-01', 1), (BIGINT '2', DATE '2024-01-02', 2)) t(event_time, day, mask)".formatted(arguments),
                message);
    }

    @Test
    void eachGroupMayHaveItsWindow()
    {
        assertThat(query(
                "SELECT w, funnel(event_time, w, mask) FROM (VALUES (BIGINT '1', 1), (BIGINT '3', 2)) t(event_time, mask) CROSS JOIN (VALUES BIGINT '1', BIGINT '2', BIGINT '3') v(w) GROUP BY w"))
                .matches("VALUES (BIGINT '1', 1), (BIGINT '2', 2), (BIGINT '3', 2)");
    }

    @Test
    void filtersAndDistinctDoNotBreak()
    {
        assertThat(query("SELECT user_id, funnel(event_time, BIGINT '10', %s) FILTER (WHERE event <> 'cart') FROM %s GROUP BY user_id".formatted(STEPS, SHOP)))
                .matches("VALUES (1, 1), (2, 1), (3, 0)");
        assertThat(query("SELECT user_id, funnel(DISTINCT event_time, BIGINT '10', %s), count(DISTINCT event) FROM %s GROUP BY user_id".formatted(STEPS, SHOP)))
                .matches("VALUES (1, 3, BIGINT '3'), (2, 1, BIGINT '2'), (3, 0, BIGINT '1')");
    }

    @Test
    void anEventThatRepeatsCountsAsOneIfDistinct()
    {
        String rows = "FROM (VALUES (BIGINT '1', 3), (BIGINT '1', 3)) t(event_time, mask)";
        assertThat(query("SELECT funnel(event_time, BIGINT '10', mask) " + rows)).matches("VALUES 2");
        assertThat(query("SELECT funnel(DISTINCT event_time, BIGINT '10', mask) " + rows)).matches("VALUES 1");
    }

    @Test
    void windowFramesSeeTheirRowsOnly()
    {
        String rows = "FROM (VALUES (1, BIGINT '1', 1), (1, BIGINT '2', 2), (1, BIGINT '3', 4), (2, BIGINT '5', 1)) t(user_id, event_time, mask)";
        assertThat(query("SELECT user_id, event_time, funnel(event_time, BIGINT '10', mask) OVER (PARTITION BY user_id ORDER BY event_time) " + rows))
                .matches("VALUES (1, BIGINT '1', 1), (1, BIGINT '2', 2), (1, BIGINT '3', 3), (2, BIGINT '5', 1)");
        assertThat(
                query("SELECT user_id, event_time, funnel(event_time, BIGINT '10', mask) OVER (PARTITION BY user_id ORDER BY event_time ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) "
                        + rows))
                .matches("VALUES (1, BIGINT '1', 1), (1, BIGINT '2', 2), (1, BIGINT '3', 0), (2, BIGINT '5', 1)");
    }

    @Test
    void rowPatternsCopyTheState()
    {
        assertThat(query("""
                SELECT user_id, level
                FROM (VALUES (1, BIGINT '1', 1), (1, BIGINT '2', 2), (1, BIGINT '3', 4)) t(user_id, event_time, mask)
                MATCH_RECOGNIZE (
                    PARTITION BY user_id ORDER BY event_time
                    MEASURES RUNNING funnel(a.event_time, BIGINT '10', a.mask) AS level
                    ALL ROWS PER MATCH
                    PATTERN (a+)
                    DEFINE a AS funnel(a.event_time, BIGINT '10', a.mask) >= 0)
                """)).matches("VALUES (1, 1), (1, 2), (1, 3)");
    }

    @Test
    void summarisesLevels()
    {
        assertThat(query("SELECT step, users, step_rate, total_rate FROM UNNEST((SELECT funnel_summary(level, 3) FROM (VALUES 0, 1, 1, 2, 3, NULL) t(level)))"))
                .matches("VALUES (1, BIGINT '4', 1e0, 1e0), (2, BIGINT '2', 0.5e0, 0.5e0), (3, BIGINT '1', 0.5e0, 0.25e0)");
    }

    @Test
    void aRateOfNobodyIsNull()
    {
        assertThat(query("SELECT * FROM UNNEST((SELECT funnel_summary(level, 2) FROM (VALUES 0) t(level)))"))
                .matches("VALUES (1, BIGINT '0', CAST(NULL AS double), CAST(NULL AS double)), (2, BIGINT '0', NULL, NULL)");
        assertThat(query("SELECT users, step_rate, total_rate FROM UNNEST((SELECT funnel_summary(level, 3) FROM (VALUES 1) t(level)))"))
                .matches("VALUES (BIGINT '1', 1e0, 1e0), (BIGINT '0', 0e0, 0e0), (BIGINT '0', CAST(NULL AS double), 0e0)");
    }

    @Test
    void theSummaryOfNothingIsNull()
    {
        assertThat(query("SELECT funnel_summary(level, 3) IS NULL FROM (VALUES 1) t(level) WHERE false")).matches("VALUES true");
    }

    @Test
    void summarisesByGroup()
    {
        assertThat(query(
                "SELECT city, step, users FROM (SELECT city, funnel_summary(level, 2) AS summary FROM (VALUES ('a', 1), ('a', 2), ('b', 0)) t(city, level) GROUP BY city) CROSS JOIN UNNEST(summary) AS s(step, users, step_rate, total_rate)"))
                .matches("VALUES ('a', 1, BIGINT '2'), ('a', 2, BIGINT '1'), ('b', 1, BIGINT '0'), ('b', 2, BIGINT '0')");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "level, 0      | funnel_summary step_count must be 1 to 63, found 0",
        "level, 64     | funnel_summary step_count must be 1 to 63, found 64",
        "level, 1      | funnel_summary level must be 0 to 1, found 2",
        "-level, 5     | funnel_summary level must be 0 to 5, found -[12]",
        "level, level  | funnel_summary step_count must not change within a group, found 1 and 2"})
    void refusesSummariesOf(String arguments, String message)
    {
        assertQueryFails("SELECT funnel_summary(%s) FROM (VALUES 1, 2) t(level)".formatted(arguments), message);
    }
}
