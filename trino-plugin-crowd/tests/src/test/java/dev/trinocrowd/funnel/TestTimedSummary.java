package dev.trinocrowd.funnel;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// `funnel_summary(times, step_count)`.
final class TestTimedSummary
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp(0)", "timestamp(3)", "timestamp(6)", "timestamp(0) with time zone", "timestamp(3) with time zone", "timestamp(6) with time zone"})
    void measuresFromThePreviousStepInSeconds(String type)
    {
        assertThat(query("""
                SELECT step, users, step_rate, total_rate, median_seconds, p90_seconds
                FROM UNNEST((
                    SELECT funnel_summary(CAST(times AS array(%s)), 3)
                    FROM (VALUES
                        ARRAY[],
                        ARRAY[TIMESTAMP '2024-01-01 00:00:00'],
                        ARRAY[TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 00:00:10'],
                        ARRAY[TIMESTAMP '1969-01-01 00:00:00', TIMESTAMP '1969-01-01 00:00:20', TIMESTAMP '1969-01-01 01:00:20'],
                        NULL) t(times)))
                """.formatted(type))).matches("""
                VALUES
                    (1, BIGINT '3', 1e0, 1e0, CAST(NULL AS double), CAST(NULL AS double)),
                    (2, BIGINT '2', 2e0 / 3, 2e0 / 3, 15e0, 19e0),
                    (3, BIGINT '1', 0.5e0, 1e0 / 3, 3600e0, 3600e0)
                """);
    }

    @Test
    void datesAreMeasuredInSecondsToo()
    {
        assertThat(query("SELECT step, median_seconds FROM UNNEST((SELECT funnel_summary(ARRAY[DATE '2024-02-28', DATE '2024-03-01'], 2)))"))
                .matches("VALUES (1, CAST(NULL AS double)), (2, 172800e0)");
    }

    @Test
    void wholeNumbersAreMeasuredInTheirUnit()
    {
        assertThat(query("SELECT step, median, p90 FROM UNNEST((SELECT funnel_summary(times, 3) FROM (VALUES ARRAY[BIGINT '1', 5], ARRAY[BIGINT '1', 2]) t(times)))"))
                .matches("VALUES (1, CAST(NULL AS double), CAST(NULL AS double)), (2, 2.5e0, 3.7e0), (3, NULL, NULL)");
    }

    @Test
    void takesWhatFunnelTimesGives()
    {
        String rows = "(VALUES (1, BIGINT '1', 1), (1, 4, 2), (2, 2, 1), (2, 4, 2), (3, 5, 2)) v(u, t, mask)";
        assertThat(query("SELECT step, users, median FROM UNNEST((SELECT funnel_summary(times, 2) FROM (SELECT funnel_times(t, BIGINT '9', mask) AS times FROM %s GROUP BY u)))"
                .formatted(rows)))
                .matches("VALUES (1, BIGINT '2', CAST(NULL AS double)), (2, BIGINT '2', 2.5e0)");
    }

    @Test
    void theSummaryOfNothingIsNull()
    {
        assertThat(query("SELECT funnel_summary(times, 3) IS NULL FROM (VALUES ARRAY[BIGINT '1']) t(times) WHERE false")).matches("VALUES true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ARRAY[BIGINT '1'], 0          | funnel_summary step_count must be 1 to 63, found 0",
        "ARRAY[BIGINT '1'], 64         | funnel_summary step_count must be 1 to 63, found 64",
        "ARRAY[BIGINT '1', 2], 1       | funnel_summary times must be at most 1, found 2",
        "ARRAY[BIGINT '2', 1], 2       | funnel_summary times must ascend, found step 2 before step 1",
        "ARRAY[BIGINT '2', NULL], 2    | funnel_summary times must not be NULL, found NULL for step 2",
        "repeat(BIGINT '1', 64), 63    | funnel_summary times must be at most 63, found 64",
        "ARRAY[BIGINT '1'], n          | funnel_summary step_count must not change within a group, found 1 and 2"})
    void refuses(String arguments, String message)
    {
        assertQueryFails("SELECT funnel_summary(%s) FROM (VALUES 1, 2) t(n)".formatted(arguments), message);
    }
}
