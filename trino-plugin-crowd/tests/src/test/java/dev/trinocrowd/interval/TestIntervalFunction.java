package dev.trinocrowd.interval;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestIntervalFunction
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void measuresFromTheFirstToTheNext()
    {
        assertThat(
                query("""
                        SELECT user_id, event_intervals(event_time, event = 'view', event = 'pay')
                        FROM (VALUES (1, BIGINT '1', 'view'), (1, 3, 'view'), (1, 4, 'pay'), (1, 5, 'pay'), (1, 8, 'view'), (1, 18, 'pay'), (2, 1, 'pay'), (1, NULL, 'pay'), (1, 2, NULL)) t(user_id, event_time, event)
                        GROUP BY user_id
                        """))
                .matches("VALUES (1, ARRAY[BIGINT '3', 10]), (2, ARRAY[])");
    }

    @Test
    void anEventThatIsBothGivesTheGapsBetweenRepeats()
    {
        assertThat(query("SELECT event_intervals(t, true, true) FROM (VALUES BIGINT '9', 1, 4, 4) u(t)")).matches("VALUES ARRAY[BIGINT '3', 5]");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "date",
        "timestamp(0)", "timestamp(3)", "timestamp(6)", "timestamp(9)", "timestamp(12)",
        "timestamp(0) with time zone", "timestamp(3) with time zone", "timestamp(6) with time zone", "timestamp(12) with time zone"})
    void givesMillisecondsForTimesOfEveryType(String type)
    {
        assertThat(query("SELECT event_intervals(CAST(CAST(t AS date) AS %s), true, true) FROM (VALUES '2024-03-02', '2024-03-01', '2024-03-04') u(t)".formatted(type)))
                .matches("VALUES ARRAY[BIGINT '86400000', 172800000]");
    }

    @Test
    void withoutAnEventTheArrayIsEmpty()
    {
        assertThat(query("SELECT event_intervals(t, true, NULL) FROM (VALUES BIGINT '9', 10) u(t)")).matches("VALUES CAST(ARRAY[] AS array(bigint))");
        assertThat(query("SELECT event_intervals(t, true, true) FROM (VALUES BIGINT '9') u(t) WHERE false")).matches("VALUES CAST(ARRAY[] AS array(bigint))");
    }

    @Test
    void refusesAnIntervalLongerThanANumber()
    {
        assertQueryFails("SELECT event_intervals(t, true, true) FROM (VALUES BIGINT '-9223372036854775808', 9) u(t)",
                "An interval of event_intervals must fit 64 bits, found one from -9223372036854775808 to 9");
    }
}
