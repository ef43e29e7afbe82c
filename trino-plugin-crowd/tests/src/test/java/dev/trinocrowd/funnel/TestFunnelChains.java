package dev.trinocrowd.funnel;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Modes, exclusions, step times and attempts through SQL.
final class TestFunnelChains
        extends AbstractTestQueryFramework
{
    private static final String STEPS = "steps(e = 'a', e = 'b', e = 'c')";

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "default                         | a,b,x,c  | 3",
        "overlap                         | a,b,x,c  | 3",
        "strict_increase                 | a,b,c    | 3",
        "strict_deduplication            | a,b,a,c  | 2",
        "strict_order                    | a,b,x,c  | 2",
        "strict_order_matched            | a,b,x,c  | 3",
        "strict_order_matched            | a,c,b    | 1",
        "'strict_order, strict_increase' | a,b,c    | 3",
        "unordered                       | c,a,b    | 3",
        "exclude_user                    | a,b,c    | 3"})
    void takesModes(String mode, String letters, int level)
    {
        String arguments = "t, BIGINT '10', %s, '%s'".formatted(STEPS, mode.replace("'", ""));
        String rows = "FROM UNNEST(split('%s', ',')) WITH ORDINALITY u(e, t)".formatted(letters);
        assertThat(query("SELECT funnel(%1$s), cardinality(funnel_times(%1$s)), funnel(%1$s, e = 'none') %2$s".formatted(arguments, rows)))
                .matches("VALUES (%1$s, BIGINT '%1$s', %1$s)".formatted(level));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "date                         | DATE",
        "timestamp(0)                 | TIMESTAMP(6)",
        "timestamp(3)                 | TIMESTAMP(6)",
        "timestamp(6)                 | TIMESTAMP(6)",
        "timestamp(9)                 | TIMESTAMP(6)",
        "timestamp(12)                | TIMESTAMP(6)",
        "timestamp(0) with time zone  | TIMESTAMP(6) WITH TIME ZONE",
        "timestamp(3) with time zone  | TIMESTAMP(6) WITH TIME ZONE",
        "timestamp(6) with time zone  | TIMESTAMP(6) WITH TIME ZONE",
        "timestamp(12) with time zone | TIMESTAMP(6) WITH TIME ZONE"})
    void givesTimesOfEveryType(String type, String result)
    {
        String rows = "FROM (VALUES ('1968-02-28', 1, false), ('1968-03-01', 2, NULL), ('1968-03-02', 4, false), ('1968-03-02', 0, true)) t(day, mask, bad)";
        String time = "CAST(CAST(day AS date) AS %s)".formatted(type);
        String zone = result.endsWith("ZONE") ? "AT TIME ZONE 'UTC'" : "";
        String expected = "ARRAY[CAST(CAST(DATE '1968-02-28' AS %1$s) AS %2$s) %3$s, CAST(CAST(DATE '1968-03-01' AS %1$s) AS %2$s) %3$s".formatted(type, result, zone);
        String last = ", CAST(CAST(DATE '1968-03-02' AS %s) AS %s) %s".formatted(type, result, zone);
        for (String steps : new String[] {"CAST(mask AS tinyint)", "ARRAY[mask = 1, mask = 2, mask = 4]"}) {
            assertThat(query("""
                    SELECT
                        funnel_times(%1$s, INTERVAL '3' DAY, %2$s),
                        funnel_times(%1$s, INTERVAL '2' DAY, %2$s, 'default'),
                        funnel_times(%1$s, INTERVAL '3' DAY, %2$s, 'default', bad),
                        funnel(%1$s, INTERVAL '3' DAY, %2$s, 'exclude_user', bad),
                        funnel_attempts(%1$s, INTERVAL '3' DAY, %2$s, 'default', bad)
                    %3$s""".formatted(time, steps, rows)))
                    .matches("SELECT %1$s%2$s], %1$s], %1$s], CAST(NULL AS integer), ARRAY[%1$s]]".formatted(expected, last));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tinyint", "smallint", "integer", "bigint"})
    void takesMasksOfEveryWidthBesideAnExclusion(String type)
    {
        assertThat(
                query("SELECT funnel_times(t, BIGINT '9', CAST(mask AS %s), 'default', mask = 8) FROM (VALUES (BIGINT '1', 1), (2, 2), (3, 8), (4, 4)) v(t, mask)".formatted(type)))
                .matches("SELECT ARRAY[BIGINT '1', 2]");
    }

    @Test
    void timesAreTruncatedToMicroseconds()
    {
        String rows = "FROM (VALUES (TIMESTAMP '1969-12-31 23:59:59.123456789', 1)) t(t, mask)";
        assertThat(query("SELECT funnel_times(t, INTERVAL '1' DAY, mask) " + rows)).matches("SELECT ARRAY[TIMESTAMP '1969-12-31 23:59:59.123456']");
        assertThat(query("SELECT funnel_times(with_timezone(t, 'Asia/Tokyo'), INTERVAL '1' DAY, mask) " + rows))
                .matches("SELECT ARRAY[TIMESTAMP '1969-12-31 14:59:59.123456 UTC']");
    }

    @Test
    void theEarliestOfTheDeepestChainsWins()
    {
        assertThat(query("SELECT funnel_times(t, BIGINT '10', %s) FROM (VALUES (BIGINT '1', 'a'), (2, 'a'), (3, 'b'), (4, 'b'), (20, 'a'), (21, 'b')) v(t, e)".formatted(STEPS)))
                .matches("SELECT ARRAY[BIGINT '1', 3]");
    }

    @Test
    void levelZeroHasNoTimes()
    {
        assertThat(query("SELECT funnel_times(t, BIGINT '1', 2), funnel_attempts(t, BIGINT '1', 2), funnel(t, BIGINT '1', 2) FROM (VALUES BIGINT '1') v(t)"))
                .matches("SELECT CAST(ARRAY[] AS array(bigint)), CAST(ARRAY[] AS array(array(bigint))), 0");
        assertThat(query("SELECT funnel_times(t, BIGINT '1', 2), funnel_attempts(t, BIGINT '1', 2) FROM (VALUES BIGINT '1') v(t) WHERE false"))
                .matches("SELECT CAST(ARRAY[] AS array(bigint)), CAST(ARRAY[] AS array(array(bigint)))");
    }

    @Test
    void aUserWhoIsExcludedHasNeitherLevelNorTimes()
    {
        String call = "(t, BIGINT '10', %s, 'exclude_user', e = 'x')".formatted(STEPS);
        String rows = "FROM (VALUES (1, BIGINT '1', 'a'), (1, 2, 'x'), (1, 3, 'b'), (2, 1, 'a'), (2, 2, 'b'), (2, 3, 'x')) v(u, t, e) GROUP BY u";
        assertThat(query("SELECT u, funnel%s, funnel_times%s %s".formatted(call, call, rows)))
                .matches("VALUES (1, CAST(NULL AS integer), CAST(NULL AS array(bigint))), (2, 2, ARRAY[BIGINT '1', 2])");
    }

    @Test
    void attemptsFollowEachOther()
    {
        String rows = "FROM (VALUES (BIGINT '1', 'a'), (2, 'a'), (3, 'b'), (4, 'c'), (5, 'b'), (6, 'a'), (20, 'a'), (21, 'x'), (22, 'b')) v(t, e)";
        assertThat(query("SELECT funnel_attempts(t, BIGINT '10', ARRAY[e = 'a', e = 'b', e = 'c'], 'default', e = 'x') " + rows))
                .matches("SELECT ARRAY[ARRAY[BIGINT '1', 3, 4], ARRAY[BIGINT '6'], ARRAY[BIGINT '20']]");
        assertThat(query("SELECT funnel_attempts(t, BIGINT '10', %s) %s".formatted(STEPS, rows)))
                .matches("SELECT ARRAY[ARRAY[BIGINT '1', 3, 4], ARRAY[BIGINT '6'], ARRAY[BIGINT '20', 22]]");
        assertQueryFails(
                "SELECT funnel_attempts(t, BIGINT '10', %s, 'exclude_user') %s".formatted(STEPS, rows),
                "funnel_attempts does not take mode exclude_user: each attempt ends at its exclusion");
    }

    @Test
    void aNullExclusionIsFalse()
    {
        assertThat(query("SELECT funnel(t, BIGINT '10', mask, 'default', CAST(NULL AS boolean)) FROM (VALUES (BIGINT '1', 1), (2, 2)) v(t, mask)")).matches("VALUES 2");
    }

    @Test
    void aNullTimeOrMaskSkipsTheRowEvenIfItExcludes()
    {
        assertThat(query(
                "SELECT funnel(t, BIGINT '10', mask, 'default', bad) FROM (VALUES (BIGINT '1', 1, false), (NULL, 0, true), (BIGINT '2', NULL, true), (BIGINT '3', 2, false)) v(t, mask, bad)"))
                .matches("VALUES 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"funnel", "funnel_times", "funnel_attempts"})
    void refusesWhatItDoesNotUnderstand(String function)
    {
        String rows = "FROM (VALUES (BIGINT '1', 1, 'overlap'), (BIGINT '2', 2, 'default')) t(t, mask, mode)";
        assertQueryFails("SELECT %s(t, BIGINT '1', mask, 'unordered,strict_order') %s".formatted(function, rows), "funnel modes unordered and strict_order contradict each other");
        assertQueryFails("SELECT %s(t, BIGINT '1', mask, 'strict_oder', true) %s".formatted(function, rows),
                "Unknown funnel mode 'strict_oder', perhaps strict_order: expected default, .*");
        assertQueryFails("SELECT %s(t, BIGINT '1', mask, mode) %s".formatted(function, rows), "funnel mode must not change within a group, found 'default' and 'overlap'");
        assertQueryFails("SELECT %s(t, BIGINT '1', repeat(true, mask)) %s".formatted(function, rows), "funnel steps must not change their number within a group, found 1 and 2");
        assertQueryFails("SELECT %s(t, BIGINT '1', CAST(ARRAY[] AS array(boolean))) %s".formatted(function, rows), "funnel steps must be at least 1, found 0");
        assertQueryFails("SELECT %s(t, BIGINT '1', repeat(true, 64), 'default', false) %s".formatted(function, rows), "funnel steps must be at most 63, found 64");
        assertQueryFails("SELECT %s(t, BIGINT '0', mask, 'default', false) %s".formatted(function, rows), "funnel window must be positive, found 0");
        assertQueryFails("SELECT %s(t, CAST(NULL AS bigint), mask, 'default', false) %s".formatted(function, rows), "funnel window must be positive, found NULL");
        assertQueryFails("SELECT %s(t, t, mask, 'default', false) %s".formatted(function, rows), "funnel window must not change within a group, found 1 and 2");
        assertQueryFails("SELECT %s(t, BIGINT '1', -mask, 'default', false) %s".formatted(function, rows), "funnel steps must be a mask without the sign bit, found -[12]");
        assertQueryFails(
                "SELECT %s(t, BIGINT '1', mode, 'default', false) %s".formatted(function, rows),
                "funnel steps must be array\\(boolean\\), tinyint, smallint, integer or bigint, found varchar\\(7\\)");
        assertQueryFails("SELECT %s(t, INTERVAL '1' DAY, mask) %s".formatted(function, rows),
                "(?s).*Unexpected parameters \\(bigint, interval day to second, integer\\) for function.*");
    }
}
