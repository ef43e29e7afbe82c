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
