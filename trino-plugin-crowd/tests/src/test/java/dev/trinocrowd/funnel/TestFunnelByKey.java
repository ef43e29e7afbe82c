package dev.trinocrowd.funnel;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// `funnel_by` and `funnel_breakdown`, which take a value of any type beside the steps.
final class TestFunnelByKey
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void allStepsShareOneKey()
    {
        String rows = "FROM (VALUES (BIGINT '1', 1, 'x'), (2, 2, 'y'), (3, 1, 'y'), (4, 2, 'y'), (5, 4, 'x'), (6, 4, NULL)) v(t, mask, k)";
        assertThat(query("SELECT funnel(t, BIGINT '10', mask), funnel_by(t, BIGINT '10', mask, k) " + rows)).matches("VALUES (3, 2)");
        assertThat(query("SELECT funnel_by(t, BIGINT '10', ARRAY[mask = 1, mask = 2, mask = 4], k) " + rows)).matches("VALUES 2");
        assertThat(query("SELECT funnel_by(t, BIGINT '10', mask, k, 'default') " + rows)).matches("VALUES 2");
        assertThat(query("SELECT funnel_by(t, BIGINT '10', mask, k, 'default', k IS NULL) " + rows)).matches("VALUES 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "bigint", "integer", "smallint", "tinyint", "varchar", "varchar(5)", "char(5)", "double", "real", "decimal(5, 1)", "decimal(30, 3)", "boolean", "date", "timestamp(3)",
        "timestamp(9)", "timestamp(3) with time zone", "timestamp(9) with time zone", "uuid", "varbinary", "array(bigint)", "row(a bigint, b varchar)", "array(varchar)",
        "ipaddress",
        "interval day to second"})
    void takesKeysOfEveryType(String type)
    {
        String one = value(type, 0);
        String other = value(type, 1);
        String rows = "FROM (VALUES (BIGINT '1', 1, %1$s), (2, 2, %2$s), (3, 1, %2$s), (4, 2, %2$s), (5, 4, %1$s)) v(t, mask, k)".formatted(one, other);
        assertThat(query("SELECT funnel_by(t, BIGINT '10', mask, k), funnel_breakdown(t, BIGINT '10', mask, k) " + rows))
                .matches("SELECT 2, CAST(ROW(3, %s) AS row(level integer, value %s))".formatted(one, type));
    }

    private static String value(String type, int number)
    {
        String value = switch (type) {
            case "boolean" -> number == 0 ? "true" : "false";
            case "date" -> "DATE '2024-01-0%s'".formatted(number + 1);
            case "timestamp(3)", "timestamp(9)", "timestamp(3) with time zone", "timestamp(9) with time zone" -> "TIMESTAMP '2024-01-01 00:00:00.00%s'".formatted(number);
            case "uuid" -> "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a5%s'".formatted(number);
            case "varbinary" -> "X'0%s'".formatted(number);
            case "array(bigint)" -> "ARRAY[1, %s]".formatted(number);
            case "array(varchar)" -> "ARRAY['a text of more than twelve bytes', 'b%s']".formatted(number);
            case "row(a bigint, b varchar)" -> "ROW(1, 'a text of more than twelve bytes %s')".formatted(number);
            case "ipaddress" -> "IPADDRESS '10.0.0.%s'".formatted(number);
            case "interval day to second" -> "INTERVAL '%s' DAY".formatted(number);
            default -> "'%s'".formatted(number);
        };
        return "CAST(%s AS %s)".formatted(value, type);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "date", "timestamp(0)", "timestamp(3)", "timestamp(6)", "timestamp(9)", "timestamp(12)", "timestamp(3) with time zone", "timestamp(6) with time zone",
        "timestamp(12) with time zone"})
    void takesTimesOfEveryType(String type)
    {
        String rows = "FROM (VALUES ('1968-02-28', 1, 7), ('1968-03-01', 2, 8), ('1968-03-02', 4, 7), ('1968-03-02', 2, 7)) t(day, mask, k)";
        String time = "CAST(CAST(day AS date) AS %s)".formatted(type);
        for (String steps : new String[] {"CAST(mask AS tinyint)", "ARRAY[mask = 1, mask = 2, mask = 4]"}) {
            assertThat(query("""
                    SELECT
                        funnel_by(%1$s, INTERVAL '3' DAY, %2$s, k),
                        funnel_by(%1$s, INTERVAL '2' DAY, %2$s, k, 'default'),
                        funnel_by(%1$s, INTERVAL '3' DAY, %2$s, k, 'default', mask = 4),
                        funnel_breakdown(%1$s, INTERVAL '3' DAY, %2$s, k),
                        funnel_breakdown(%1$s, INTERVAL '2' DAY, %2$s, k, 'default'),
                        funnel_breakdown(%1$s, INTERVAL '3' DAY, %2$s, k, 'default', mask = 2 AND k = 8)
                    %3$s""".formatted(time, steps, rows)))
                    .matches("SELECT 3, 1, 1, %s, %s, %s".formatted(entry(3), entry(2), entry(1)));
        }
    }

    private static String entry(int level)
    {
        return "CAST(ROW(%s, 7) AS row(level integer, value integer))".formatted(level);
    }

    @Test
    void exclusionsEndTheAttemptsOfTheirKey()
    {
        String rows = "FROM (VALUES (BIGINT '1', 1, 'x', false), (1, 1, 'y', false), (2, 0, %s, true), (3, 2, 'x', false), (3, 2, 'y', false), (4, 4, 'y', false)) v(t, mask, k, bad)";
        String call = "SELECT funnel_by(t, BIGINT '10', mask, k, 'default', bad) ";
        assertThat(query(call + rows.formatted("'x'"))).matches("VALUES 3");
        assertThat(query(call + rows.formatted("'y'"))).matches("VALUES 2");
        assertThat(query(call + rows.formatted("NULL"))).matches("VALUES 1");
        assertThat(query(call.replace("default", "exclude_user") + rows.formatted("NULL"))).matches("VALUES CAST(NULL AS integer)");
        assertThat(query(call.replace("default", "exclude_user") + rows.formatted("'x'"))).matches("VALUES 3");
    }

    @Test
    void usersAreKeptApartThoughTheirKeysAreTheSame()
    {
        assertThat(query(
                "SELECT u, funnel_by(t, BIGINT '10', mask, k) FROM (VALUES (1, BIGINT '1', 1, 'x'), (2, 2, 2, 'x'), (2, 3, 1, 'x'), (1, 4, 2, 'x')) v(u, t, mask, k) GROUP BY u"))
                .matches("VALUES (1, 2), (2, 1)");
    }

    @Test
    void aWindowOrModeMustNotChangeFromKeyToKey()
    {
        String rows = "FROM (VALUES (BIGINT '1', 1, 'overlap'), (BIGINT '2', 2, 'default')) v(t, mask, mode)";
        assertQueryFails("SELECT funnel_by(t, t, mask, mode) " + rows, "funnel window must not change within a group, found 1 and 2");
        assertQueryFails("SELECT funnel_by(t, BIGINT '1', mask, t, mode) " + rows, "funnel mode must not change within a group, found 'default' and 'overlap'");
        assertQueryFails("SELECT funnel_by(t, BIGINT '1', repeat(true, mask), t) " + rows, "funnel steps must not change their number within a group, found 1 and 2");
    }

    @Test
    void nothingIsLevelZero()
    {
        String rows = "FROM (VALUES (BIGINT '1', 2, 'x')) v(t, mask, k)";
        assertThat(query("SELECT funnel_by(t, BIGINT '1', mask, k), funnel_breakdown(t, BIGINT '1', mask, k) " + rows))
                .matches("SELECT 0, CAST(ROW(0, NULL) AS row(level integer, value varchar(1)))");
        assertThat(query("SELECT funnel_by(t, BIGINT '1', mask, k), funnel_breakdown(t, BIGINT '1', mask, k) " + rows + " WHERE false"))
                .matches("SELECT 0, CAST(ROW(0, NULL) AS row(level integer, value varchar(1)))");
    }

    @Test
    void theValueIsThatOfTheEntryOfTheChainThatWins()
    {
        String rows = "FROM (VALUES (BIGINT '1', 1, 'ad'), (20, 1, 'mail'), (21, 1, 'push'), (22, 2, 'shop'), (50, 1, 'web')) v(t, mask, k)";
        assertThat(query("SELECT funnel_breakdown(t, BIGINT '10', mask, k) " + rows)).matches("SELECT CAST(ROW(2, 'mail') AS row(level integer, value varchar(4)))");
        assertThat(query("SELECT b.level, b.value FROM (SELECT funnel_breakdown(t, BIGINT '1', mask, k) AS b %s)".formatted(rows))).matches("VALUES (2, 'push')");
        assertThat(query("SELECT funnel_breakdown(t, BIGINT '10', mask, k, 'exclude_user', t = 22) " + rows))
                .matches("SELECT CAST(NULL AS row(level integer, value varchar(4)))");
    }

    @ParameterizedTest
    @CsvSource({
        "default, 2",
        "overlap, 2",
        "strict_increase, 2",
        "unordered, 2"})
    void ofEqualEventsTheSmallerValueWins(String mode, int level)
    {
        String rows = "FROM (VALUES (BIGINT '1', 1, 5), (1, 1, NULL), (1, 1, -3), (1, 1, 4), (2, 2, -9)) v(t, mask, k)";
        assertThat(query("SELECT funnel_breakdown(t, BIGINT '10', mask, k, '%s') %s".formatted(mode, rows)))
                .matches("SELECT CAST(ROW(%s, -3) AS row(level integer, value integer))".formatted(level));
    }

    @Test
    void manyLongKeysAreKeptApart()
    {
        String rows = """
                FROM (
                    SELECT 2 * (1000 * h + n) + m AS t, m, 1000 * h + n AS n, 'a key of rather many bytes, number ' || CAST(1000 * h + n AS varchar) AS k
                    FROM UNNEST(sequence(0, 99)) a(h) CROSS JOIN UNNEST(sequence(0, 999)) b(n) CROSS JOIN UNNEST(sequence(0, 1)) c(m))
                """;
        assertThat(query("""
                SELECT
                    funnel_by(t, BIGINT '1', steps(m = 0, m = 1 AND n = 77777), k),
                    funnel_by(t, BIGINT '1000000', steps(m = 0, false), k),
                    funnel_breakdown(t, BIGINT '1', steps(m = 0, m = 1 AND n = 77777), k).value
                """ + rows)).matches("VALUES (2, 1, CAST('a key of rather many bytes, number 77777' AS varchar))");
    }

    @Test
    void aNullValueStaysNull()
    {
        assertThat(query("SELECT funnel_breakdown(t, BIGINT '10', mask, k) FROM (VALUES (BIGINT '1', 1, NULL), (2, 2, 7)) v(t, mask, k)"))
                .matches("SELECT CAST(ROW(2, NULL) AS row(level integer, value integer))");
    }

    @Test
    void valuesWithoutAnOrderCannotBreakDown()
    {
        assertQueryFails("SELECT funnel_breakdown(BIGINT '1', BIGINT '10', 1, MAP(ARRAY[1], ARRAY[2]))", "(?s).*Unexpected parameters.*");
        assertThat(query("SELECT funnel_by(BIGINT '1', BIGINT '10', 1, MAP(ARRAY[1], ARRAY[2]))")).matches("VALUES 1");
    }

    @Test
    void rowPatternsCopyTheState()
    {
        assertThat(query("""
                SELECT t, level, b.value
                FROM (VALUES (1, BIGINT '1', 1, 'a long key of many bytes'), (1, 2, 2, 'a long key of many bytes'), (1, 3, 4, 'another')) v(u, t, mask, k)
                MATCH_RECOGNIZE (
                    PARTITION BY u ORDER BY t
                    MEASURES
                        RUNNING funnel_by(a.t, BIGINT '10', a.mask, a.k) AS level,
                        RUNNING funnel_breakdown(a.t, BIGINT '10', a.mask, a.k) AS b
                    ALL ROWS PER MATCH
                    PATTERN (a+)
                    DEFINE a AS funnel_by(a.t, BIGINT '10', a.mask, a.k) >= 0 AND funnel_breakdown(a.t, BIGINT '10', a.mask, a.k) IS NOT NULL)
                """)).matches(
                "VALUES (BIGINT '1', 1, CAST('a long key of many bytes' AS varchar(24))), (2, 2, 'a long key of many bytes'), (3, 2, 'a long key of many bytes')");
    }
}
