package dev.trinocrowd.realdata;

import dev.trinocrowd.testing.ProjectFiles;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

import static dev.trinocrowd.realdata.RealDataQueryRunner.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

/// The figures of the event stream of a web shop that comes with Retentioneering, 2024-01-04 to 2024-06-29.
final class TestWebShop
        extends AbstractTestQueryFramework
{
    private static final String EVENTS = SCHEMA + ".web_shop";

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
        Path file = ProjectFiles.sharedData("retentioneering_ecom/ecom.csv.gz");
        realData.loadCsv(
                file,
                "web_shop",
                "user_id varchar, session_id varchar, event varchar, event_time varchar, platform varchar, acquisition_channel varchar, user_cohort varchar, user_lifecycle varchar",
                "user_id, session_id, event, CAST(event_time AS timestamp(6)) event_time, platform, acquisition_channel, user_cohort, user_lifecycle");
    }

    @Test
    void rows()
    {
        assertThat(query(
                "SELECT count(*), count(DISTINCT user_id), count(DISTINCT session_id), count(DISTINCT event), CAST(min(event_time) AS date), CAST(max(event_time) AS date) FROM "
                        + EVENTS))
                .matches("VALUES (BIGINT '31106', BIGINT '600', BIGINT '3605', BIGINT '19', DATE '2024-01-04', DATE '2024-06-29')");
    }

    @Test
    void duplicateRows()
    {
        assertThat(query("SELECT (SELECT count(*) FROM %1$s) - (SELECT count(*) FROM (SELECT DISTINCT * FROM %1$s))".formatted(EVENTS))).matches("VALUES BIGINT '30'");
    }

    @Test
    void purchasers()
    {
        assertThat(query("SELECT count(DISTINCT user_id) FROM %s WHERE event = 'purchase'".formatted(EVENTS))).matches("VALUES BIGINT '328'");
    }

    @Test
    void funnelFromCartToPurchase()
    {
        assertThat(query(funnel(EVENTS))).matches("VALUES (1, BIGINT '522'), (2, 297)");
    }

    @Test
    void duplicateRowsDoNotChangeTheFunnel()
    {
        assertThat(query(funnel("(SELECT DISTINCT * FROM %s)".formatted(EVENTS)))).matches("VALUES (1, BIGINT '522'), (2, 297)");
    }

    @Test
    void funnelCountsThoseWhoAreListedByPlainSql()
    {
        assertThat(query("""
                SELECT user_id
                FROM %s
                GROUP BY user_id
                HAVING funnel(event_time, INTERVAL '365' DAY, ARRAY[event = 'add_to_cart', event = 'purchase']) = 2
                """.formatted(EVENTS))).matches("""
                SELECT user_id
                FROM %s
                GROUP BY user_id
                HAVING max(if(event = 'purchase', event_time)) > min(if(event = 'add_to_cart', event_time))
                """.formatted(EVENTS));
    }

    private static String funnel(String events)
    {
        return """
                WITH levels AS (
                    SELECT user_id, funnel(event_time, INTERVAL '365' DAY, steps(event = 'add_to_cart', event = 'purchase')) level
                    FROM %s
                    GROUP BY user_id),
                summary AS (SELECT funnel_summary(level, 2) steps FROM levels)
                SELECT step, users FROM summary CROSS JOIN UNNEST(steps) t(step, users, step_rate, total_rate)
                """.formatted(events);
    }
}
