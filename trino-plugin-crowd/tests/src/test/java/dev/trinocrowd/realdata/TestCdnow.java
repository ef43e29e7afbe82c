package dev.trinocrowd.realdata;

import dev.trinocrowd.testing.CrowdQueryRunner;
import dev.trinocrowd.testing.ProjectFiles;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/// Figures computed from the CDNOW sample outside of this project, orders being days with a purchase, as of 1998-06-30.
final class TestCdnow
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(2);
    }

    @BeforeAll
    void load()
    {
        Path file = ProjectFiles.sharedData("cdnow/CDNOW_sample.txt");
        Cdnow.load(file, this::execute);
        execute("""
                CREATE TABLE customers AS
                SELECT customer_id, date_diff('day', max(day), DATE '1998-06-30') recency, count(DISTINCT day) frequency, sum(dollars) monetary
                FROM cdnow
                GROUP BY customer_id
                """);
    }

    @Test
    void rows()
    {
        assertThat(query(
                "SELECT count(*), count(DISTINCT customer_id), count(DISTINCT (customer_id, day)), sum(cds), CAST(sum(dollars) AS decimal(8, 2)), count_if(dollars = 0) FROM cdnow"))
                .matches("VALUES (BIGINT '6919', BIGINT '2357', BIGINT '6696', BIGINT '16479', DECIMAL '244091.94', BIGINT '8')");
    }

    @Test
    void monthlyCohortOfJanuary()
    {
        String conditions = IntStream.range(0, 18).mapToObj("month = cohort + %d"::formatted).collect(joining(", "));
        assertThat(query("""
                WITH active AS (
                    SELECT customer_id, month, min(month) OVER (PARTITION BY customer_id) cohort
                    FROM (SELECT customer_id, date_diff('month', DATE '1997-01-01', date_trunc('month', day)) month FROM cdnow)),
                customers AS (SELECT customer_id, retention(ARRAY[%s]) came_back FROM active WHERE cohort = 0 GROUP BY customer_id)
                SELECT months_later, count_if(came)
                FROM customers CROSS JOIN UNNEST(came_back) WITH ORDINALITY t(came, months_later)
                GROUP BY months_later
                """.formatted(conditions))).matches("""
                SELECT months_later, CAST(users AS bigint)
                FROM UNNEST(ARRAY[781, 124, 95, 70, 65, 77, 65, 53, 52, 45, 62, 59, 45, 47, 63, 37, 37, 33]) WITH ORDINALITY t(users, months_later)
                """);
    }

    @Test
    void monthlyCohortsInOneCurveEach()
    {
        String curves = """
                SELECT cohort, period, entries, users
                FROM (
                    SELECT bitmap_min(months) cohort, retention_curve(bitmap_limit(months, 0, 1), months, sequence(0, 17)) curve
                    FROM (SELECT customer_id, active_periods(day, 'month') months FROM cdnow GROUP BY customer_id)
                    GROUP BY bitmap_min(months))
                CROSS JOIN UNNEST(curve) t(period, entries, users, rate, complete)
                """;
        assertThat(query("SELECT period, users FROM (%s) WHERE cohort = period_number(DATE '1997-01-01', 'month')".formatted(curves))).matches("""
                SELECT period - 1, CAST(users AS bigint)
                FROM UNNEST(ARRAY[781, 124, 95, 70, 65, 77, 65, 53, 52, 45, 62, 59, 45, 47, 63, 37, 37, 33]) WITH ORDINALITY t(users, period)
                """);
        assertThat(query("SELECT date(period_start(cohort, 'month')), entries FROM (%s) WHERE period = 0".formatted(curves)))
                .matches("VALUES (DATE '1997-01-01', BIGINT '781'), (DATE '1997-02-01', 857), (DATE '1997-03-01', 719)");
    }

    @Test
    void lifecycleByMonth()
    {
        assertThat(query("""
                SELECT date(period_start(period, 'month')), count_if(state = 'new'), count_if(state = 'returning'), count_if(state = 'resurrecting'), count_if(state = 'dormant')
                FROM (SELECT customer_id, active_periods(day, 'month') months FROM cdnow GROUP BY customer_id)
                CROSS JOIN UNNEST(lifecycle_states(months, NULL, period_number(DATE '1998-06-30', 'month'))) t(period, state)
                WHERE period_start(period, 'month') IN (TIMESTAMP '1997-02-01', TIMESTAMP '1997-03-01', TIMESTAMP '1997-04-01', TIMESTAMP '1998-06-01')
                GROUP BY period
                """)).matches("""
                VALUES
                    (DATE '1997-02-01', BIGINT '857', BIGINT '124', BIGINT '0', BIGINT '657'), (DATE '1997-03-01', 719, 168, 61, 813),
                    (DATE '1997-04-01', 0, 171, 96, 777), (DATE '1998-06-01', 0, 41, 97, 93)
                """);
    }

    @Test
    void gapsBetweenPurchaseDays()
    {
        assertThat(query("""
                WITH gaps AS (
                    SELECT array_sort(array_agg(gap / 86400000)) days
                    FROM (SELECT event_intervals(day, true, true) gaps FROM cdnow GROUP BY customer_id) CROSS JOIN UNNEST(gaps) t(gap)),
                places AS (SELECT days, p, 1 + p * (cardinality(days) - 1) place FROM gaps CROSS JOIN UNNEST(ARRAY[1e-1, 25e-2, 5e-1, 75e-2, 9e-1]) t(p))
                SELECT
                    p, cardinality(days), round(CAST(reduce(days, BIGINT '0', (sum, day) -> sum + day, sum -> sum) AS double) / cardinality(days), 2),
                    days[CAST(floor(place) AS integer)] + (place - floor(place)) * (days[CAST(floor(place) AS integer) + 1] - days[CAST(floor(place) AS integer)])
                FROM places
                """)).matches(
                "VALUES (1e-1, BIGINT '4339', 70.86e0, 4e0), (25e-2, 4339, 70.86e0, 12e0), (5e-1, 4339, 70.86e0, 34e0), (75e-2, 4339, 70.86e0, 90.5e0), (9e-1, 4339, 70.86e0, 196e0)");
    }

    @Test
    void quintileCuts()
    {
        assertThat(query("SELECT c.method, c.recency, c.frequency, transform(c.monetary, m -> round(m, 6)) FROM (SELECT rfm_cuts(recency, frequency, monetary) c FROM customers)"))
                .matches("VALUES (VARCHAR 'quintile', ARRAY[152e0, 442, 486, 512], ARRAY[1e0, 1, 2, 4], ARRAY[15.36e0, 31.958, 59.25, 130.436])");
    }

    @Test
    void meansAndMedians()
    {
        assertThat(query("""
                SELECT m.method, c.method, round(m.recency[1], 4), round(m.frequency[1], 6), round(m.monetary[1], 6), c.recency, c.frequency, c.monetary
                FROM (SELECT rfm_cuts(recency, frequency, monetary, 'mean') m, rfm_cuts(recency, frequency, monetary, 'median') c FROM customers)
                """))
                .matches("VALUES (VARCHAR 'mean', VARCHAR 'median', 371.5639e0, 2.840899e0, 103.560433e0, ARRAY[473e0], ARRAY[1e0], ARRAY[43.06e0])");
    }

    @Test
    void valueClassesByMean()
    {
        assertThat(query(classes("mean"))).matches("""
                VALUES
                    (VARCHAR 'Important value', BIGINT '464'), ('Important retention', 37), ('Important development', 30), ('Important win-back', 62),
                    ('General value', 188), ('General retention', 47), ('General development', 161), ('General win-back', 1368)
                """);
    }

    @Test
    void valueClassesByMedian()
    {
        assertThat(query(classes("median"))).matches("""
                VALUES
                    (VARCHAR 'Important value', BIGINT '882'), ('Important retention', 77), ('Important development', 26), ('Important win-back', 193),
                    ('General value', 150), ('General retention', 30), ('General development', 135), ('General win-back', 864)
                """);
    }

    @Test
    void segments()
    {
        assertThat(query("""
                SELECT rfm_segment(rfm_score(recency, frequency, monetary, cuts)), count(*)
                FROM customers CROSS JOIN (SELECT rfm_cuts(recency, frequency, monetary) cuts FROM customers)
                GROUP BY 1
                """)).matches("""
                VALUES
                    (VARCHAR 'Champions', BIGINT '534'), ('Loyal', 159), ('Potential loyalist', 179), ('New', 150), ('Promising', 100), ('Need attention', 165),
                    ('About to sleep', 204), ('At risk', 53), ('Cannot lose', 170), ('Hibernating', 339), ('Lost', 304)
                """);
    }

    @Test
    void ntileMovesThirtyFivePercentOfTheLabels()
    {
        assertThat(
                query("""
                        WITH scored AS (
                            SELECT
                                rfm_score(recency, frequency, monetary, rfm_cuts(recency, frequency, monetary) OVER ()) by_value,
                                100 * ntile(5) OVER (ORDER BY recency DESC, customer_id) + 10 * ntile(5) OVER (ORDER BY frequency, customer_id) + ntile(5) OVER (ORDER BY monetary, customer_id) by_tile
                            FROM customers)
                        SELECT count(*), count_if(rfm_segment(by_value) <> rfm_segment(by_tile)) FROM scored
                        """))
                .matches("VALUES (BIGINT '2357', BIGINT '841')");
    }

    private static String classes(String method)
    {
        return """
                SELECT rfm_class(recency, frequency, monetary, cuts), count(*)
                FROM customers CROSS JOIN (SELECT rfm_cuts(recency, frequency, monetary, '%s') cuts FROM customers)
                GROUP BY 1
                """.formatted(method);
    }

    private void execute(String sql)
    {
        getQueryRunner().execute(sql);
    }
}
