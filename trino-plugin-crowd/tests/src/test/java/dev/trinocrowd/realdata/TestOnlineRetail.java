package dev.trinocrowd.realdata;

import dev.trinocrowd.testing.ProjectFiles;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

import static dev.trinocrowd.realdata.RealDataQueryRunner.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

/// The published figures of the UCI Online Retail data set, 2010-12-01 to 2011-12-09.
final class TestOnlineRetail
        extends AbstractTestQueryFramework
{
    private static final String RAW = SCHEMA + ".online_retail";
    private static final String ORDERS = SCHEMA + ".order_lines";

    private RealDataQueryRunner realData;

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        realData = RealDataQueryRunner.create();
        return realData.queryRunner();
    }

    @BeforeAll
    void load()
    {
        Path file = ProjectFiles.sharedData("online_retail/online_retail.parquet");
        realData.loadParquet(file, "online_retail", """
                invoiceno varchar, stockcode varchar, description varchar, quantity double,
                invoicedate timestamp(6), unitprice double, customerid double, country varchar
                """);
        execute("""
                CREATE VIEW %s AS
                SELECT
                    invoiceno, stockcode, country, invoicedate,
                    CAST(customerid AS bigint) customer_id,
                    CAST(quantity AS decimal(12, 0)) * CAST(unitprice AS decimal(12, 3)) amount
                FROM %s
                WHERE customerid IS NOT NULL AND quantity > 0 AND unitprice > 0
                """.formatted(ORDERS, RAW));
    }

    @Test
    void rawRows()
    {
        assertThat(query("SELECT count(*), count(DISTINCT invoiceno), count(DISTINCT if(invoiceno LIKE 'C%', invoiceno)), count_if(customerid IS NULL) FROM " + RAW))
                .matches("VALUES (BIGINT '541909', BIGINT '25900', BIGINT '3836', BIGINT '135080')");
    }

    @Test
    void timesAreThoseOfTheShopWhateverTheZoneOfTheMachine()
    {
        assertThat(query("SELECT min(invoicedate), max(invoicedate) FROM " + RAW))
                .matches("VALUES (TIMESTAMP '2010-12-01 08:26:00.000000', TIMESTAMP '2011-12-09 12:50:00.000000')");
    }

    @Test
    void cleanedRows()
    {
        assertThat(query("SELECT count(*), count(DISTINCT invoiceno), count(DISTINCT customer_id), count(DISTINCT stockcode), count(DISTINCT country) FROM " + ORDERS))
                .matches("VALUES (BIGINT '397884', BIGINT '18532', BIGINT '4338', BIGINT '3665', BIGINT '37')");
        assertThat(query("SELECT CAST(sum(amount) AS decimal(18, 3)) FROM " + ORDERS)).matches("VALUES CAST(DECIMAL '8911407.904' AS decimal(18, 3))");
    }

    @Test
    void monthlyCohorts()
    {
        assertThat(query("""
                WITH active AS (
                    SELECT customer_id, month, min(month) OVER (PARTITION BY customer_id) cohort
                    FROM (SELECT customer_id, date_diff('month', TIMESTAMP '2010-12-01 00:00:00', date_trunc('month', invoicedate)) month FROM %s)),
                customers AS (
                    SELECT customer_id, cohort, retention(ARRAY[month = cohort, month = cohort + 1, month = cohort + 2, month = cohort + 3]) came_back
                    FROM active
                    GROUP BY customer_id, cohort)
                SELECT cohort, count_if(came_back[1]), count_if(came_back[2]), count_if(came_back[3]), count_if(came_back[4])
                FROM customers
                WHERE cohort < 2
                GROUP BY cohort
                """.formatted(ORDERS))).matches("VALUES (BIGINT '0', BIGINT '885', BIGINT '324', BIGINT '286', BIGINT '340'), (1, 417, 92, 111, 96)");
    }

    @Test
    void monthlyCohortsInOneCurveEach()
    {
        assertThat(query("""
                SELECT date(period_start(cohort, 'month')), period, entries, users
                FROM (
                    SELECT bitmap_min(months) cohort, retention_curve(bitmap_limit(months, 0, 1), months, ARRAY[1, 2, 3]) curve
                    FROM (SELECT customer_id, active_periods(invoicedate, 'month') months FROM %s GROUP BY customer_id)
                    GROUP BY bitmap_min(months))
                CROSS JOIN UNNEST(curve) t(period, entries, users, rate, complete)
                WHERE cohort <= period_number(DATE '2011-01-01', 'month')
                """.formatted(ORDERS))).matches("""
                VALUES
                    (DATE '2010-12-01', BIGINT '1', BIGINT '885', BIGINT '324'), (DATE '2010-12-01', 2, 885, 286), (DATE '2010-12-01', 3, 885, 340),
                    (DATE '2011-01-01', 1, 417, 92), (DATE '2011-01-01', 2, 417, 111), (DATE '2011-01-01', 3, 417, 96)
                """);
    }

    /// The shop's day is half over when a new one begins in Tokyo, so that some customers "come back the next day" there with one visit.
    @Test
    void theDayBoundaryOfAZoneChangesRetention()
    {
        String curve = """
                SELECT period, entries, users
                FROM (
                    SELECT retention_curve(bitmap_limit(days, 0, 1), days, ARRAY[1, 2, 7]) curve
                    FROM (SELECT customer_id, active_periods(invoicedate, 'day', '%s') days FROM %s GROUP BY customer_id))
                CROSS JOIN UNNEST(curve) t(period, entries, users, rate, complete)
                """;
        for (String zone : new String[] {"UTC", "Asia/Tokyo", "America/Los_Angeles"}) {
            assertThat(query(curve.formatted(zone, ORDERS))).matches("""
                    WITH days AS (SELECT DISTINCT customer_id, CAST(with_timezone(invoicedate, 'UTC') AT TIME ZONE '%s' AS date) day FROM %s),
                    firsts AS (SELECT customer_id, min(day) first_day FROM days GROUP BY customer_id)
                    SELECT CAST(period AS bigint), (SELECT count(*) FROM firsts), count_if(date_diff('day', first_day, day) = period)
                    FROM days JOIN firsts USING (customer_id) CROSS JOIN UNNEST(ARRAY[1, 2, 7]) t(period)
                    GROUP BY period
                    """.formatted(zone, ORDERS));
        }
        assertThat(computeActual(curve.formatted("Asia/Tokyo", ORDERS)).getMaterializedRows())
                .doesNotContainAnyElementsOf(computeActual(curve.formatted("UTC", ORDERS)).getMaterializedRows());
    }

    @Test
    void everyCustomerHasOneSegmentAndOneStage()
    {
        assertThat(
                query("""
                        WITH customers AS (
                            SELECT
                                customer_id,
                                date_diff('day', CAST(max(invoicedate) AS date), DATE '2011-12-10') recency,
                                count(DISTINCT invoiceno) frequency,
                                sum(amount) monetary,
                                lifecycle_stage(min(invoicedate), max(invoicedate), count(DISTINCT invoiceno), TIMESTAMP '2011-12-10 00:00:00') stage
                            FROM %s
                            GROUP BY customer_id),
                        segments AS (
                            SELECT rfm_segment(rfm_score(recency, frequency, monetary, cuts)) segment, stage
                            FROM customers CROSS JOIN (SELECT rfm_cuts(recency, frequency, monetary) cuts FROM customers))
                        SELECT
                            count(*),
                            count_if(segment IN ('Champions', 'Loyal', 'Potential loyalist', 'New', 'Promising', 'Need attention', 'About to sleep', 'At risk', 'Cannot lose', 'Hibernating', 'Lost')),
                            count_if(stage IN ('novice', 'growing', 'loyal', 'silent', 'lost')),
                            count_if(segment = 'Lost' AND stage IN ('novice', 'growing', 'loyal')),
                            count_if(segment = 'Champions' AND stage = 'lost')
                        FROM segments
                        """
                        .formatted(ORDERS)))
                .matches("VALUES (BIGINT '4338', BIGINT '4338', BIGINT '4338', BIGINT '0', BIGINT '0')");
    }

    private void execute(String sql)
    {
        getQueryRunner().execute(sql);
    }
}
