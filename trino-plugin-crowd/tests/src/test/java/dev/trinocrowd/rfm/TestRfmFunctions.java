package dev.trinocrowd.rfm;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class TestRfmFunctions
        extends AbstractTestQueryFramework
{
    private static final String CUSTOMERS = "(VALUES (1, 1, 10.0), (2, 2, 20.0), (3, 3, 30.0), (4, 4, 40.0), (5, 5, 50.0), (6, 6, 60.0)) customers(recency, frequency, monetary)";

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void cutsAreQuintilesByDefaultAndCarryTheirMethod()
    {
        assertThat(query("SELECT c.method, c.recency, c.frequency, c.monetary FROM (SELECT rfm_cuts(recency, frequency, monetary) c FROM " + CUSTOMERS + ")"))
                .matches("VALUES (VARCHAR 'quintile', ARRAY[2e0, 3, 4, 5], ARRAY[2e0, 3, 4, 5], ARRAY[20e0, 30, 40, 50])");
    }

    @Test
    void otherMethodsGiveOtherCuts()
    {
        assertThat(query("SELECT rfm_cuts(recency, frequency, monetary, 'quartile').monetary FROM " + CUSTOMERS)).matches("VALUES ARRAY[22.5e0, 35, 47.5]");
        assertThat(query("SELECT rfm_cuts(recency, frequency, monetary, 'median').monetary FROM " + CUSTOMERS)).matches("VALUES ARRAY[35e0]");
        assertThat(query("SELECT rfm_cuts(recency, frequency, monetary, 'mean').recency FROM " + CUSTOMERS)).matches("VALUES ARRAY[3.5e0]");
        assertThat(query("SELECT cardinality(rfm_cuts(recency, frequency, monetary, 'tercile').recency) FROM " + CUSTOMERS)).matches("VALUES BIGINT '2'");
    }

    @Test
    void noCustomersHaveNoCuts()
    {
        assertThat(query("SELECT rfm_cuts(recency, frequency, monetary) IS NULL FROM " + CUSTOMERS + " WHERE recency > 99")).matches("VALUES true");
    }

    @Test
    void customersWithAnUnknownMeasureHaveNoSayInTheCuts()
    {
        assertThat(query("""
                SELECT rfm_cuts(recency, frequency, monetary, 'mean').monetary
                FROM (VALUES (1, 1, 10.0), (NULL, 1, 1000.0), (1, NULL, 1000.0), (1, 1, NULL), (3, 1, 20.0)) customers(recency, frequency, monetary)
                """)).matches("VALUES ARRAY[15e0]");
    }

    @Test
    void cutsAreTakenGroupByGroup()
    {
        assertThat(query("""
                SELECT country, rfm_cuts(recency, frequency, monetary, 'median').monetary
                FROM (VALUES ('fr', 1, 1, 10.0), ('de', 1, 1, 1.0), ('fr', 1, 1, 30.0), ('de', 1, 1, 2.0), ('de', 1, 1, 9.0)) customers(country, recency, frequency, monetary)
                GROUP BY country
                """)).matches("VALUES ('fr', ARRAY[20e0]), ('de', ARRAY[2e0])");
    }

    @Test
    void cutsCanBeAWindow()
    {
        assertThat(query("SELECT recency, rfm_score(recency, frequency, monetary, rfm_cuts(recency, frequency, monetary) OVER ()) FROM " + CUSTOMERS))
                .matches("VALUES (1, 511), (2, 511), (3, 422), (4, 333), (5, 244), (6, 155)");
    }

    @Test
    void cutsOfAGrowingFrameFollowIt()
    {
        assertThat(query(
                "SELECT c.monetary[1] FROM (SELECT rfm_cuts(recency, frequency, monetary, 'mean') OVER (ORDER BY recency ROWS UNBOUNDED PRECEDING) c FROM " + CUSTOMERS + ")"))
                .matches("VALUES 10e0, 15, 20, 25, 30, 35");
    }

    @Test
    void cutsCanBeKeptInATableAndUsedLater()
    {
        assertUpdate("CREATE TABLE kept_cuts AS SELECT rfm_cuts(recency, frequency, monetary) cuts FROM " + CUSTOMERS, 1);
        assertThat(query("SELECT recency, rfm_score(recency, frequency, monetary, (SELECT cuts FROM kept_cuts)) FROM " + CUSTOMERS))
                .matches("VALUES (1, 511), (2, 511), (3, 422), (4, 333), (5, 244), (6, 155)");
        assertUpdate("DROP TABLE kept_cuts");
    }

    @Test
    void cutsThatDifferFromRowToRowAreEachRead()
    {
        assertThat(
                query("""
                        WITH customers AS (SELECT country, recency, 1 frequency, 1 monetary FROM (VALUES ('fr', 1), ('fr', 10), ('fr', 20), ('de', 100), ('de', 200), ('de', 300)) t(country, recency)),
                            cuts AS (SELECT country, rfm_cuts(recency, frequency, monetary, 'median') cuts FROM customers GROUP BY country)
                        SELECT country, recency, rfm_score(recency, frequency, monetary, cuts)
                        FROM customers JOIN cuts USING (country)
                        """))
                .matches("VALUES ('fr', 1, 211), ('fr', 10, 211), ('fr', 20, 111), ('de', 100, 211), ('de', 200, 211), ('de', 300, 111)");
    }

    @Test
    void cutsThatDifferInsideAPageAreEachRead()
    {
        assertThat(query("""
                SELECT recency, rfm_score(3, 3, 35, cuts)
                FROM (SELECT recency, rfm_cuts(recency, frequency, monetary, 'mean') OVER (ORDER BY recency ROWS UNBOUNDED PRECEDING) cuts FROM %s)
                """.formatted(CUSTOMERS))).matches("VALUES (1, 122), (2, 122), (3, 122), (4, 122), (5, 212), (6, 211)");
    }

    @Test
    void scoresTakeCutsOfTheirOwn()
    {
        assertThat(query("SELECT rfm_score(30, 2, 100.5, ARRAY[10, 30, 90], ARRAY[1, 5], ARRAY[50.5, 100, 500.25])")).matches("VALUES 323");
        assertThat(query("SELECT recency, rfm_score(recency, 2, 100, ARRAY[recency - 1, recency + 1], ARRAY[1], ARRAY[50]) FROM (VALUES 5, 6) t(recency)"))
                .matches("VALUES (5, 222), (6, 222)");
    }

    @Test
    void scoreOfTheUnknownIsUnknown()
    {
        assertThat(query("SELECT rfm_score(NULL, 1, 1, ARRAY[1], ARRAY[1], ARRAY[1])")).matches("VALUES CAST(NULL AS integer)");
        assertThat(query("SELECT rfm_score(1, 1, 1, ARRAY[1], NULL, ARRAY[1])")).matches("VALUES CAST(NULL AS integer)");
        assertThat(query("SELECT rfm_score(recency, NULL, monetary, (SELECT rfm_cuts(recency, frequency, monetary) FROM " + CUSTOMERS + ")) FROM " + CUSTOMERS + " LIMIT 1"))
                .matches("VALUES CAST(NULL AS integer)");
        assertThat(query("SELECT rfm_score(1, 1, 1, NULL)")).matches("VALUES CAST(NULL AS integer)");
    }

    @Test
    void segmentsAreNamed()
    {
        assertThat(query("SELECT rfm_segment(score) FROM (VALUES 555, 435, 333, 512, 523, 443, 221, 142, 155, 232, 111, NULL) t(score)")).matches("""
                VALUES VARCHAR 'Champions', 'Loyal', 'Potential loyalist', 'New', 'Promising', 'Need attention',
                    'About to sleep', 'At risk', 'Cannot lose', 'Hibernating', 'Lost', 'Unknown'
                """);
    }

    @Test
    void classesTakeCutsOfMeanOrMedianOrNumbers()
    {
        assertThat(query("SELECT rfm_class(3, 4, 35, (SELECT rfm_cuts(recency, frequency, monetary, 'median') FROM " + CUSTOMERS + "))")).matches("VALUES VARCHAR 'General value'");
        assertThat(query("SELECT rfm_class(recency, 4, 250.5, 10, 3, 200) FROM (VALUES 10, 11) t(recency)")).matches("VALUES VARCHAR 'Important value', 'Important retention'");
    }

    @Test
    void classOfTheUnknownIsUnknown()
    {
        assertThat(query("SELECT rfm_class(NULL, 4, 35, (SELECT rfm_cuts(recency, frequency, monetary, 'mean') FROM " + CUSTOMERS + "))")).matches("VALUES VARCHAR 'Unknown'");
        assertThat(query("SELECT rfm_class(1, 4, 35, NULL)")).matches("VALUES VARCHAR 'Unknown'");
        assertThat(query("SELECT rfm_class(1, 4, NULL, 10, 3, 200)")).matches("VALUES VARCHAR 'Unknown'");
        assertThat(query("SELECT rfm_class(1, 4, 5, 10, NULL, 200)")).matches("VALUES VARCHAR 'Unknown'");
    }

    @Test
    void everyRefusalSaysWhatWasExpected()
    {
        assertRefused("rfm_cuts(recency, frequency, monetary, 'decile')", "Unknown method 'decile' of rfm_cuts: expected one of quintile, quartile, tercile, mean, median");
        assertRefused("rfm_cuts(recency, frequency, monetary, NULL)", "The method of rfm_cuts must be one of quintile, quartile, tercile, mean, median, found NULL");
        assertRefused("rfm_cuts(recency, frequency, monetary, if(recency > 3, 'mean', 'median'))", "rfm_cuts takes one method a group, found 'mean' and 'median'");
        assertRefused("rfm_cuts(recency, frequency, nan())", "RFM monetary must be a finite number, found NaN");
        assertRefused("rfm_cuts(recency, -infinity(), monetary)", "RFM frequency must be a finite number, found -Infinity");
        assertRefused("rfm_score(recency, frequency, nan(), ARRAY[1], ARRAY[1], ARRAY[1])", "RFM monetary must be a finite number, found NaN");
        assertRefused("rfm_score(recency, frequency, monetary, ARRAY[2, 1], ARRAY[1], ARRAY[1])", "RFM cuts must ascend, found 1.0 after 2.0");
        assertRefused("rfm_score(recency, frequency, monetary, ARRAY[1], ARRAY[], ARRAY[1])", "RFM takes 1 to 8 cuts a measure, found 0");
        assertRefused("rfm_score(recency, frequency, monetary, ARRAY[1], ARRAY[1], sequence(1, 9))", "RFM takes 1 to 8 cuts a measure, found 9");
        assertRefused("rfm_score(recency, frequency, monetary, ARRAY[1], ARRAY[1, NULL], ARRAY[1])", "RFM cuts must be finite numbers, found NULL");
        assertRefused("rfm_score(recency, frequency, monetary, ARRAY[1], ARRAY[1], ARRAY[infinity()])", "RFM cuts must be finite numbers, found Infinity");
        assertRefused(
                "rfm_score(recency, frequency, monetary, CAST(ROW('mean', ARRAY[1], NULL, ARRAY[1]) AS row(method varchar, recency array(double), frequency array(double), monetary array(double))))",
                "RFM cuts must hold an array for frequency, found NULL");
        assertRefused("rfm_segment(recency)", "rfm_segment takes a score of five levels a digit, 111 to 555, as quintile cuts give, found \\d");
        assertRefused("rfm_class(recency, frequency, monetary, nan(), 1, 1)", "RFM cuts must be finite numbers, found NaN");
        assertQueryFails(
                "SELECT rfm_class(recency, frequency, monetary, cuts) FROM " + CUSTOMERS + " CROSS JOIN (SELECT rfm_cuts(recency, frequency, monetary) cuts FROM " + CUSTOMERS
                        + ")",
                "rfm_class takes one cut a measure, as methods mean and median give, found 4 for recency");
    }

    private void assertRefused(String expression, String message)
    {
        assertQueryFails("SELECT " + expression + " FROM " + CUSTOMERS, message);
    }
}
