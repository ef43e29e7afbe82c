package dev.trinocrowd.attribution;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestAttributionFunction
        extends AbstractTestQueryFramework
{
    private static final String VISITS = """
            (VALUES
                (1, 0, 'search', NULL, 'x', 1),
                (1, 5, 'mail', NULL, 'y', 2),
                (1, 9, NULL, 10e0, 'x', 1),
                (1, 20, NULL, 4e0, NULL, NULL),
                (2, 3, 'mail', 2e0, 'x', 7)) t(user_id, event_time, channel, value, product, item)
            """;

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void creditsTouchpointsOfEachUser()
    {
        assertThat(query("SELECT user_id, attribution(event_time, channel, value, BIGINT '10', 'model=linear') FROM %s GROUP BY user_id".formatted(VISITS))).matches("""
                SELECT id, CAST(credits AS array(row(touchpoint varchar, credit double)))
                FROM (VALUES (1, ARRAY[('direct', 4e0), ('mail', 5e0), ('search', 5e0)]), (2, ARRAY[('mail', 2e0)])) t(id, credits)
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"product", "CAST(item AS bigint)"})
    void takesLinksOfEitherType(String link)
    {
        assertThat(query("SELECT attribution(event_time, channel, value, BIGINT '100', '', %s) FROM %s WHERE user_id = 1".formatted(link, VISITS)))
                .matches("VALUES CAST(ARRAY[('direct', 4e0), ('search', 10e0)] AS array(row(touchpoint varchar, credit double)))");
    }

    @Test
    void resultsUnnestIntoColumns()
    {
        assertThat(query("""
                SELECT touchpoint, sum(credit)
                FROM (SELECT attribution(event_time, channel, value, BIGINT '100', 'model=first') AS credits FROM %s GROUP BY user_id)
                CROSS JOIN UNNEST(credits) AS c(touchpoint, credit)
                GROUP BY touchpoint
                """.formatted(VISITS))).matches("VALUES (VARCHAR 'search', 14e0), ('mail', 2e0)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "timestamp(0)", "timestamp(6)", "timestamp(12)", "timestamp(3) with time zone", "timestamp(12) with time zone"})
    void takesTimesOfEveryType(String type)
    {
        for (String link : new String[] {"", ", 'l'", ", BIGINT '1'"}) {
            assertThat(query("""
                    SELECT attribution(CAST(CAST(day AS date) AS %s), channel, value, INTERVAL '7' DAY, 'model=time_decay'%s)
                    FROM (VALUES ('2024-03-08', 'a', 3e0), ('2024-03-01', 'b', NULL), ('2024-02-29', 'c', NULL)) t(day, channel, value)
                    """.formatted(type, link))).matches("VALUES CAST(ARRAY[('a', 2e0), ('b', 1e0)] AS array(row(touchpoint varchar, credit double)))");
        }
    }

    @Test
    void whoDoesNotConvertHasNoCredits()
    {
        assertThat(query("SELECT cardinality(attribution(event_time, channel, value, BIGINT '10', '')) FROM %s WHERE value IS NULL".formatted(VISITS)))
                .matches("VALUES BIGINT '0'");
        assertThat(query("SELECT cardinality(attribution(event_time, channel, value, BIGINT '10', '')) FROM %s WHERE false".formatted(VISITS))).matches("VALUES BIGINT '0'");
        assertThat(query("SELECT cardinality(attribution(CAST(NULL AS bigint), channel, value, BIGINT '10', '')) FROM %s".formatted(VISITS))).matches("VALUES BIGINT '0'");
    }

    @Test
    void takesDecimalValues()
    {
        assertThat(query("SELECT attribution(event_time, 'a', DECIMAL '1.5', BIGINT '10', '') FROM %s WHERE user_id = 2".formatted(VISITS)))
                .matches("VALUES CAST(ARRAY[('a', 1.5e0)] AS array(row(touchpoint varchar, credit double)))");
    }

    @Test
    void windowFramesSeeTheirRowsOnly()
    {
        assertThat(
                query("""
                        SELECT event_time, element_at(attribution(event_time, channel, value, BIGINT '100', '') OVER (ORDER BY event_time ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), 1).touchpoint
                        FROM %s WHERE user_id = 1
                        """
                        .formatted(VISITS)))
                .matches("VALUES (0, CAST(NULL AS varchar)), (5, NULL), (9, 'mail'), (20, 'direct')");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "BIGINT '0', ''                        | attribution lookback must be positive, found 0",
        "CAST(NULL AS bigint), ''              | attribution lookback must be positive, found NULL",
        "BIGINT '1', 'model=u_shaped'          | Option 'model' must be one of first, last, last_non_direct, linear, position, time_decay, found 'u_shaped'",
        "BIGINT '1', CAST(NULL AS varchar)     | attribution options must be a text, found NULL",
        "BIGINT '1', 'model=time_decay'        | model=time_decay over bigint times must come with half_life in their unit",
        "CAST(user_id AS bigint), ''           | attribution lookback and options must not change within a group"})
    void refuses(String arguments, String message)
    {
        assertThat(query("SELECT attribution(event_time, channel, value, %s) FROM %s".formatted(arguments, VISITS))).failure().hasMessage(message);
    }

    @Test
    void refusesAValueThatIsNoNumber()
    {
        assertThat(query("SELECT attribution(1, 'a', nan(), BIGINT '1', '')")).failure().hasMessage("attribution conversion_value must be finite, found NaN");
        assertThat(query("SELECT attribution(1, 'a', infinity(), BIGINT '1', '')")).failure().hasMessage("attribution conversion_value must be finite, found Infinity");
    }
}
