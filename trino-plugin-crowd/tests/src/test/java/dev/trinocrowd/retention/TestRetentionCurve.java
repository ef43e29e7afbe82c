package dev.trinocrowd.retention;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestRetentionCurve
        extends AbstractTestQueryFramework
{
    private static final String USERS = """
            (VALUES
                (bitmap_build(ARRAY[10]), bitmap_build(ARRAY[10, 11, 12, 15])),
                (bitmap_build(ARRAY[10]), bitmap_build(ARRAY[10, 12])),
                (bitmap_build(ARRAY[12]), bitmap_build(ARRAY[12, 13]))) t(entry, activity)""";

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "on           | (0, 3, 3, 1e0), (1, 3, 2, 2e0 / 3), (2, 3, 2, 2e0 / 3), (5, 3, 1, 1e0 / 3)",
        "on_or_after  | (0, 3, 3, 1e0), (1, 3, 3, 1e0), (2, 3, 2, 2e0 / 3), (5, 3, 1, 1e0 / 3)",
        "on_or_before | (0, 3, 3, 1e0), (1, 3, 2, 2e0 / 3), (2, 3, 3, 1e0), (5, 3, 3, 1e0)",
        "streak       | (0, 3, 3, 1e0), (1, 3, 2, 2e0 / 3), (2, 3, 1, 1e0 / 3), (5, 3, 0, 0e0)",
        "bracket      | (0, 3, 3, 1e0), (1, 3, 2, 2e0 / 3), (2, 3, 2, 2e0 / 3)"})
    void hasAModeForEachQuestion(String mode, String curve)
    {
        assertThat(query(
                "SELECT period, entries, users, rate FROM (SELECT retention_curve(entry, activity, ARRAY[0, 1, 2, 5], '%s') c FROM %s) CROSS JOIN UNNEST(c) u(period, entries, users, rate, complete) WHERE complete"
                        .formatted(mode, USERS)))
                .matches("SELECT CAST(p AS bigint), CAST(e AS bigint), CAST(u AS bigint), r FROM (VALUES %s) v(p, e, u, r)".formatted(curve));
    }

    @Test
    void countsOnlyEntriesForWhichThePeriodIsOver()
    {
        assertThat(query("SELECT c FROM (SELECT retention_curve(entry, activity, ARRAY[0, 1, 2, 3], 'on', 13) c FROM %s)".formatted(USERS)))
                .matches("""
                        VALUES CAST(ARRAY[(0, 3, 3, 1e0, true), (1, 2, 1, 5e-1, true), (2, 2, 2, 1e0, true), (3, 3, 0, 0e0, false)]
                            AS array(row(period bigint, entries bigint, users bigint, rate double, complete boolean)))""");
    }

    @Test
    void anEntryMayRecur()
    {
        assertThat(query(
                "SELECT period, entries, users FROM (SELECT retention_curve(activity, activity, ARRAY[0, 1]) c FROM %s) CROSS JOIN UNNEST(c) u(period, entries, users, rate, complete)"
                        .formatted(USERS)))
                .matches("VALUES (BIGINT '0', BIGINT '8', BIGINT '8'), (1, 8, 3)");
    }

    @Test
    void aNullSkipsTheUserAndAnEmptySetDoesNot()
    {
        assertThat(
                query("""
                        SELECT entries, users, rate FROM (
                            SELECT retention_curve(entry, activity, ARRAY[0])
                            FROM (VALUES (bitmap_build(ARRAY[1]), bitmap_build(ARRAY[1])), (bitmap_build(ARRAY[1]), NULL), (NULL, bitmap_build(ARRAY[1])), (bitmap_build(ARRAY[1]), bitmap_build(ARRAY[])),
                                (bitmap_build(ARRAY[]), bitmap_build(ARRAY[1]))) t(entry, activity)) s(c)
                        CROSS JOIN UNNEST(c) u(period, entries, users, rate, complete)
                        """))
                .matches("VALUES (BIGINT '2', BIGINT '1', 5e-1)");
    }

    @Test
    void withoutAUserTheAnswerIsNullAndWithoutAnEntryTheRateIs()
    {
        assertThat(query("SELECT retention_curve(entry, activity, ARRAY[0]) IS NULL FROM %s WHERE false".formatted(USERS))).matches("VALUES true");
        assertThat(query(
                "SELECT entries, rate, complete FROM (SELECT retention_curve(bitmap_build(ARRAY[]), activity, ARRAY[0]) c FROM %s) CROSS JOIN UNNEST(c) u(period, entries, users, rate, complete)"
                        .formatted(USERS)))
                .matches("VALUES (BIGINT '0', CAST(NULL AS double), true)");
    }

    @Test
    void windowFramesSeeTheirRowsOnly()
    {
        assertThat(query("""
                SELECT n, (retention_curve(bitmap_build(ARRAY[n]), bitmap_build(ARRAY[2]), ARRAY[0, 1]) OVER (ORDER BY n ROWS BETWEEN 1 PRECEDING AND CURRENT ROW))[2].users
                FROM (VALUES 1, 2, 3) t(n)
                """)).matches("VALUES (1, BIGINT '1'), (2, 1), (3, 0)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ARRAY[1, 0]                        | retention_curve offsets must ascend, found 0 after 1",
        "ARRAY[-1, 0]                       | retention_curve offsets must not be negative, found -1",
        "CAST(ARRAY[] AS array(bigint))     | retention_curve offsets must be 1 to 1000 in mode on, found 0",
        "sequence(0, 1000)                  | retention_curve offsets must be 1 to 1000 in mode on, found 1001",
        "ARRAY[0, NULL]                     | retention_curve offsets must be numbers, found NULL",
        "CAST(NULL AS array(bigint))        | retention_curve offsets must be an array, found NULL",
        "ARRAY[1], 'after'                  | retention_curve mode must be one of on, on_or_after, on_or_before, streak, bracket, found 'after'",
        "ARRAY[1], CAST(NULL AS varchar)    | retention_curve mode must be one of on, .*, found NULL",
        "ARRAY[1], 'bracket'                | retention_curve offsets must be 2 to 1000 in mode bracket, found 1",
        "ARRAY[1], 'on', NULL               | retention_curve as_of must be the number of a period, found NULL",
        "ARRAY[1], 'on', bitmap_min(entry)  | retention_curve offsets, mode and as_of must not change within a group",
        "ARRAY[bitmap_min(entry)]           | retention_curve offsets, mode and as_of must not change within a group"})
    void refuses(String arguments, String message)
    {
        assertQueryFails("SELECT retention_curve(entry, activity, %s) FROM %s".formatted(arguments, USERS), message);
    }

    /// First-time entry, every offset, against plain SQL over the same events.
    @Test
    void agreesWithPlainSqlOverTheShop()
    {
        assertThat(query("""
                SELECT cohort, period, entries, users
                FROM (
                    SELECT bitmap_min(active) AS cohort, retention_curve(bitmap_limit(active, 0, 1), active, sequence(0, 30)) AS curve
                    FROM (SELECT user_id, active_periods(event_time, 'day', 'Asia/Shanghai') AS active FROM shop.tiny.events GROUP BY user_id)
                    GROUP BY bitmap_min(active))
                CROSS JOIN UNNEST(curve) u(period, entries, users, rate, complete)
                WHERE users > 0
                """)).matches("""
                WITH days AS (
                    SELECT DISTINCT user_id, date_diff('day', DATE '1970-01-01', CAST(at_timezone(with_timezone(event_time, 'UTC'), 'Asia/Shanghai') AS date)) AS day
                    FROM shop.tiny.events),
                firsts AS (SELECT user_id, min(day) AS cohort FROM days GROUP BY user_id),
                sizes AS (SELECT cohort, count(*) AS entries FROM firsts GROUP BY cohort)
                SELECT cohort, day - cohort, max(entries), count(*)
                FROM days JOIN firsts USING (user_id) JOIN sizes USING (cohort)
                WHERE day - cohort <= 30
                GROUP BY cohort, day - cohort
                """);
    }

    @Test
    void findsWhatWasPlantedInTheShop()
    {
        assertThat(query("""
                SELECT format('day %s users', period), CAST(users AS double)
                FROM (
                    SELECT retention_curve(bitmap_build(ARRAY[bitmap_min(active)]), active, ARRAY[1, 7, 30], 'on', period_number(DATE '2026-01-01', 'day')) AS curve
                    FROM (SELECT user_id, active_periods(event_time) AS active FROM shop.tiny.events GROUP BY user_id)
                    WHERE bitmap_min(active) < period_number(DATE '2026-01-01', 'day') - 30)
                CROSS JOIN UNNEST(curve) u(period, entries, users, rate, complete)
                WHERE complete
                """)).matches("SELECT item, value FROM shop.tiny.truths WHERE analysis = 'retention' AND item IN ('day 1 users', 'day 7 users', 'day 30 users')");
    }
}
