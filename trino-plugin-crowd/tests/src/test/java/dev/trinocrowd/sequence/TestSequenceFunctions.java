package dev.trinocrowd.sequence;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestSequenceFunctions
        extends AbstractTestQueryFramework
{
    private static final String SHOP = "(VALUES (1, 0, 'view'), (1, 5, 'cart'), (1, 9, 'pay'), (1, 99, 'view'), (1, 199, 'pay'), (2, 3, 'cart')) t(user_id, event_time, event)";

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "(?1).*(?2)         | true  | 2 | ARRAY[0, 9]",
        "(?1)(?2)           | true  | 2 | ARRAY[0, 9]",
        "(?1)(?t<=9)(?2)    | true  | 1 | ARRAY[0, 9]",
        "(?1) (?t > 9) (?2) | true  | 1 | ARRAY[0, 199]",
        "(?1)(?t==100)(?2)  | true  | 1 | ARRAY[99, 199]",
        "(?2)(?t<=9)(?1)    | false | 0 | ARRAY[9]",
        "(?1)(?1)           | false | 0 | ARRAY[0]",
        "                   | true  | 4 | ARRAY[]"})
    void findsPatterns(String pattern, boolean match, long count, String times)
    {
        for (String conditions : new String[] {"ARRAY[event = 'view', event = 'pay']", "steps(event = 'view', event = 'pay')",
            "IF(event = 'pay', 2, IF(event = 'view', BIGINT '1', 0))"}) {
            String arguments = "event_time, %s, '%s'".formatted(conditions, pattern == null ? "" : pattern);
            assertThat(query("SELECT sequence_match(%s), sequence_count(%s), sequence_times(%s) FROM %s WHERE user_id = 1".formatted(arguments, arguments, arguments, SHOP)))
                    .matches("VALUES (%s, BIGINT '%s', CAST(%s AS array(bigint)))".formatted(match, count, times));
        }
    }

    @Test
    void eventsThatMeetNoConditionAreNoPartOfTheSequence()
    {
        assertThat(query(
                "SELECT sequence_match(event_time, ARRAY[event = 'view', event = 'pay'], '(?1)(?2)'), sequence_match(event_time, ARRAY[event = 'view', event = 'pay', event = 'cart'], '(?1)(?2)') FROM %s WHERE event_time < 50"
                        .formatted(SHOP)))
                .matches("VALUES (true, false)");
    }

    @Test
    void whoMeetsNoConditionMatchesNothing()
    {
        for (String pattern : new String[] {"(?1)", ".*"}) {
            String arguments = "event_time, ARRAY[event = 'none'], '%s'".formatted(pattern);
            String calls = "sequence_match(%s), sequence_count(%s), sequence_times(%s)".formatted(arguments, arguments, arguments);
            assertThat(query("SELECT user_id, %s FROM %s GROUP BY user_id".formatted(calls, SHOP)))
                    .matches("VALUES (1, false, BIGINT '0', CAST(ARRAY[] AS array(bigint))), (2, false, 0, ARRAY[])");
            assertThat(query("SELECT %s FROM %s WHERE false".formatted(calls, SHOP))).matches("VALUES (false, BIGINT '0', CAST(ARRAY[] AS array(bigint)))");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "date",
        "timestamp(0)", "timestamp(3)", "timestamp(6)", "timestamp(9)", "timestamp(12)",
        "timestamp(0) with time zone", "timestamp(3) with time zone", "timestamp(6) with time zone", "timestamp(12) with time zone"})
    void takesTimesOfEveryType(String type)
    {
        String rows = "FROM (VALUES ('1969-12-31', 'a'), ('1970-01-01', 'b'), ('2024-03-04', 'c')) t(day, event)";
        String arguments = "CAST(CAST(day AS date) AS %s), ARRAY[event = 'a', event = 'b'], '(?1)(?t<=86400)(?2)'".formatted(type);
        assertThat(query("SELECT sequence_match(%s), sequence_count(%s) %s".formatted(arguments, arguments, rows))).matches("VALUES (true, BIGINT '1')");
        assertThat(query("SELECT sequence_match(%s) %s".formatted(arguments.replace("<=", "<"), rows))).matches("VALUES false");
        String instant = type.endsWith("zone") ? "CAST(day AS timestamp(6) with time zone) AT TIME ZONE 'UTC'" : "CAST(day AS timestamp(6))";
        assertThat(query("SELECT sequence_times(%s) %s".formatted(arguments, rows)))
                .matches("SELECT transform(ARRAY[DATE '1969-12-31', DATE '1970-01-01'], day -> %s)".formatted(instant));
    }

    @Test
    void timesAreInstantsInUtc()
    {
        assertThat(query("SELECT sequence_times(event_time, TINYINT '1', '(?1)') FROM (VALUES TIMESTAMP '1969-12-31 23:59:59.999999 +02:00') t(event_time)"))
                .matches("VALUES ARRAY[TIMESTAMP '1969-12-31 21:59:59.999999 UTC']");
    }

    @Test
    void aNullTimeSkipsTheRowAndANullConditionIsFalse()
    {
        assertThat(query("SELECT sequence_times(event_time, ARRAY[a, b], '(?1)(?2)') FROM (VALUES (1, true, NULL), (NULL, true, true), (2, NULL, true)) t(event_time, a, b)"))
                .matches("VALUES CAST(ARRAY[1, 2] AS array(bigint))");
    }

    @Test
    void windowFramesSeeTheirRowsOnly()
    {
        assertThat(query("SELECT event_time, sequence_count(event_time, ARRAY[true], '(?1)(?1)') OVER (ORDER BY event_time ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) FROM %s"
                .formatted(SHOP)))
                .matches("VALUES (0, BIGINT '0'), (3, 1), (5, 1), (9, 2), (99, 2), (199, 2)");
    }

    @Test
    void eventsOfOneTimeStandInTheOrderOfTheirConditions()
    {
        assertThat(query("SELECT sequence_match(1, mask, '(?1)(?2)(?3)'), sequence_match(1, mask, '(?2)(?1)') FROM (VALUES 4, 2, 1) t(mask)")).matches("VALUES (true, false)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ARRAY[true], '(?1)(x'                 | Sequence pattern '(?1)(x' must have (?N), ., .* or (?t<=N) at position 5, found '(x'",
        "ARRAY[true], '(?1)(?2)'               | sequence conditions must be at least 2, the highest number in the pattern, found 1",
        "TINYINT '0', '(?8)'                   | sequence conditions must be at least 8, the highest number in the pattern, found 7",
        "repeat(true, 64), '(?1)'              | sequence conditions must be at most 63, found 64",
        "-1, '(?1)'                            | sequence conditions must be a mask without the sign bit, found -1",
        "ARRAY[1], '(?1)'                      | sequence conditions must be array(boolean), tinyint, smallint, integer or bigint, found array(integer)",
        "DATE '2024-01-01', '(?1)'             | sequence conditions must be array(boolean), tinyint, smallint, integer or bigint, found date",
        "ARRAY[true], CAST(NULL AS varchar)    | sequence pattern must be a text, found NULL",
        "ARRAY[true], IF(event_time > 3, '.', '(?1)') | sequence pattern must not change within a group, found '(?1)' and '.'"})
    void refuses(String arguments, String message)
    {
        for (String function : new String[] {"sequence_match", "sequence_count", "sequence_times"}) {
            assertThat(query("SELECT %s(event_time, %s) FROM %s".formatted(function, arguments, SHOP))).failure().hasMessage(message);
        }
    }
}
