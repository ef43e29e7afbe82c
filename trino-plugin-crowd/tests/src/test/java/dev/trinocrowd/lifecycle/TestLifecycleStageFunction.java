package dev.trinocrowd.lifecycle;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class TestLifecycleStageFunction
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void dates()
    {
        assertThat(query("""
                SELECT lifecycle_stage(first_active, last_active, activity, DATE '2026-06-30')
                FROM (VALUES
                    (DATE '2026-06-01', DATE '2026-06-20', 3),
                    (DATE '2026-01-01', DATE '2026-06-20', 3),
                    (DATE '2026-01-01', DATE '2026-06-20', 10),
                    (DATE '2026-01-01', DATE '2026-05-20', 10),
                    (DATE '2026-01-01', DATE '2026-03-31', 10)) t(first_active, last_active, activity)
                """)).matches("VALUES VARCHAR 'novice', 'growing', 'loyal', 'silent', 'lost'");
    }

    @Test
    void optionsChooseModelAndThresholds()
    {
        assertThat(query("""
                SELECT lifecycle_stage(DATE '2026-01-01', last_active, 10, DATE '2026-06-30', options)
                FROM (VALUES
                    (DATE '2026-05-20', 'model=member'),
                    (DATE '2026-01-02', 'model=member; churn=100'),
                    (DATE '2026-05-20', 'silent=45'),
                    (DATE '2026-05-20', 'silent=5; lost=10'),
                    (DATE '2026-05-20', '')) t(last_active, options)
                """)).matches("VALUES VARCHAR 'maturity', 'churn', 'loyal', 'lost', 'silent'");
    }

    @Test
    void numbersHaveThresholdsInTheirUnit()
    {
        assertThat(query("SELECT lifecycle_stage(0, 10, 3, 100), lifecycle_stage(0, 10, 3, 101)")).matches("VALUES (VARCHAR 'silent', VARCHAR 'lost')");
        assertThat(query("SELECT lifecycle_stage(0, 10, 3, 3610, 'silent=1800; lost=3600')")).matches("VALUES VARCHAR 'silent'");
    }

    @Test
    void timestampsOfEveryPrecision()
    {
        for (String fraction : new String[] {"", ".000", ".000000", ".000000000", ".000000000000"}) {
            assertThat(query("""
                    SELECT
                        lifecycle_stage(TIMESTAMP '2026-01-01 00:00:00%1$s', TIMESTAMP '2026-01-01 12:00:00%1$s', 1, TIMESTAMP '2026-04-01 12:00:00%1$s'),
                        lifecycle_stage(TIMESTAMP '2026-01-01 00:00:00%1$s', TIMESTAMP '2026-01-01 12:00:00%1$s', 1, TIMESTAMP '2026-04-01 12:00:01%1$s'),
                        lifecycle_stage(TIMESTAMP '2026-01-01 00:00:00%1$s', TIMESTAMP '2026-01-01 12:00:00%1$s', 1, TIMESTAMP '2026-04-01 12:00:01%1$s', 'lost=91')
                    """.formatted(fraction))).matches("VALUES (VARCHAR 'silent', VARCHAR 'lost', VARCHAR 'silent')");
        }
    }

    @Test
    void timestampsWithTimeZoneAreInstants()
    {
        for (String fraction : new String[] {"", ".000", ".000000", ".000000000"}) {
            // noon in Paris is eleven in UTC before and ten after the clocks change
            assertThat(
                    query("""
                            SELECT
                                lifecycle_stage(TIMESTAMP '2026-01-01 00:00:00%1$s UTC', TIMESTAMP '2026-01-01 12:00:00%1$s Europe/Paris', 1, TIMESTAMP '2026-04-01 11:00:00%1$s UTC'),
                                lifecycle_stage(TIMESTAMP '2026-01-01 00:00:00%1$s UTC', TIMESTAMP '2026-01-01 12:00:00%1$s Europe/Paris', 1, TIMESTAMP '2026-04-01 13:00:00%1$s Europe/Paris'),
                                lifecycle_stage(TIMESTAMP '2026-01-01 00:00:00%1$s UTC', TIMESTAMP '2026-01-01 12:00:00%1$s Europe/Paris', 1, TIMESTAMP '2026-04-01 11:00:01%1$s UTC'),
                                lifecycle_stage(TIMESTAMP '2026-01-01 00:00:00%1$s UTC', TIMESTAMP '2026-01-01 12:00:00%1$s Europe/Paris', 1, TIMESTAMP '2026-04-01 11:00:01%1$s UTC', 'lost=91')
                            """
                            .formatted(fraction)))
                    .matches("VALUES (VARCHAR 'silent', VARCHAR 'silent', VARCHAR 'lost', VARCHAR 'silent')");
        }
    }

    @Test
    void microsecondsCount()
    {
        assertThat(query("SELECT lifecycle_stage(TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:00:00', 1, TIMESTAMP '2026-04-01 00:00:00.000001')"))
                .matches("VALUES VARCHAR 'lost'");
        assertThat(query("SELECT lifecycle_stage(TIMESTAMP '2026-01-01 00:00:00 UTC', TIMESTAMP '2026-01-01 00:00:00 UTC', 1, TIMESTAMP '2026-04-01 00:00:00.000001 UTC')"))
                .matches("VALUES VARCHAR 'lost'");
    }

    @Test
    void precisionsMixAndADateIsItsMidnight()
    {
        assertThat(query("SELECT lifecycle_stage(TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:00:00.123456789', 1, TIMESTAMP '2026-01-02 00:00:00.123')"))
                .matches("VALUES VARCHAR 'novice'");
        assertThat(query("SELECT lifecycle_stage(TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:00:00', 1, DATE '2026-04-01')")).matches("VALUES VARCHAR 'silent'");
        assertThat(query("SELECT lifecycle_stage(TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:00:00', 1, DATE '2026-04-02', 'lost=90')"))
                .matches("VALUES VARCHAR 'lost'");
    }

    @Test
    void familiesDoNotMix()
    {
        assertQueryFails("SELECT lifecycle_stage(DATE '2026-01-01', DATE '2026-01-01', 1, 20000)",
                ".*Unexpected parameters \\(date, date, integer, integer\\) for function lifecycle_stage.*");
    }

    @Test
    void stageOfTheUnknownIsUnknown()
    {
        assertThat(query(
                "SELECT lifecycle_stage(first_active, last_active, activity, as_of) FROM (VALUES (NULL, 2, 1, 3), (1, NULL, 1, 3), (1, 2, NULL, 3), (1, 2, 1, NULL)) t(first_active, last_active, activity, as_of)"))
                .matches("VALUES CAST(NULL AS varchar), NULL, NULL, NULL");
    }

    @Test
    void notYetACustomerHasNoStage()
    {
        assertThat(query("SELECT lifecycle_stage(DATE '2026-01-02', DATE '2026-03-01', 1, DATE '2026-01-01')")).matches("VALUES CAST(NULL AS varchar)");
    }

    @Test
    void everyRefusalSaysWhatWasExpected()
    {
        assertQueryFails("SELECT lifecycle_stage(DATE '2026-01-02', DATE '2026-01-01', 1, DATE '2026-06-30')",
                "lifecycle_stage takes a first_active that is not after last_active, found 2026-01-02 and 2026-01-01");
        assertQueryFails(
                "SELECT lifecycle_stage(TIMESTAMP '2026-01-02 00:00:00 UTC', TIMESTAMP '2026-01-01 00:00:00 UTC', 1, TIMESTAMP '2026-06-30 00:00:00 UTC')",
                "lifecycle_stage takes a first_active that is not after last_active, found 2026-01-02T00:00:00Z and 2026-01-01T00:00:00Z");
        assertRefused("model=rfm", "Option 'model' must be growth or member, found 'rfm'");
        assertRefused("lots=9", "Unknown option 'lots': expected one of churn, decline, introduction, lost, loyal, maturity, model, novice, silent");
        assertRefused("churn=200", "Option 'churn' is not one of model growth");
        assertRefused("loyal=0", "Option 'loyal' must be positive, found 0");
        assertRefused("silent=90", "Option 'silent' must be smaller than 'lost', found 90 and 90");
        assertRefused("soon", "Options must read 'name=value; name=value', found 'soon'");
    }

    private void assertRefused(String options, String message)
    {
        assertQueryFails("SELECT lifecycle_stage(0, 1, 1, 2, '%s')".formatted(options), message);
    }
}
