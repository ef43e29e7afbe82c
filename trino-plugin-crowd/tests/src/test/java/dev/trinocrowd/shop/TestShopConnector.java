package dev.trinocrowd.shop;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestShopConnector
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void schemasAreListed()
    {
        assertThat(query("SHOW SCHEMAS FROM shop")).matches("VALUES CAST('information_schema' AS varchar), 'tiny', 'sf1', 'sf10', 'sf100'");
    }

    @Test
    void otherScalesExistWithoutBeingListed()
    {
        assertThat(query("SELECT count(*) FROM shop.sf3.users")).matches("VALUES BIGINT '300000'");
        assertThat(query("SHOW TABLES FROM shop.sf3")).matches("SHOW TABLES FROM shop.tiny");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sf0", "sf", "small", "sf01"})
    void otherSchemasDoNotExist(String schema)
    {
        assertQueryFails("SELECT * FROM shop.%s.users".formatted(schema), ".*Schema '%s' does not exist".formatted(schema));
    }

    @Test
    void everyTableAndColumnHasAComment()
    {
        assertThat(query("SELECT count(*) FROM system.metadata.table_comments WHERE catalog_name = 'shop' AND schema_name = 'tiny' AND comment <> ''"))
                .matches("VALUES BIGINT '10'");
        assertThat(query("SELECT count(*) FROM shop.information_schema.columns WHERE table_schema = 'tiny'")).matches("VALUES BIGINT '79'");
        assertThat(computeActual("SHOW COLUMNS FROM shop.tiny.events").getMaterializedRows()).allSatisfy(row -> assertThat((String) row.getField(3)).isNotEmpty());
    }

    @Test
    void moneyIsDecimalAndTimeHasNoZone()
    {
        assertThat(query(
                "SELECT column_name, data_type FROM shop.information_schema.columns WHERE table_schema = 'tiny' AND table_name = 'orders' AND column_name IN ('amount', 'paid_at')"))
                .matches("VALUES (CAST('amount' AS varchar), CAST('decimal(10,2)' AS varchar)), ('paid_at', 'timestamp(6)')");
    }

    @Test
    void timesDoNotDependOnTheZoneOfTheSession()
    {
        assertThat(query("SELECT min(event_time), max(event_time) FROM shop.tiny.events"))
                .matches("VALUES (TIMESTAMP '2025-01-01 05:48:37.000000', TIMESTAMP '2025-12-31 22:14:00.528000')");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "user_id = 7",
        "user_id IN (1, 500, 501, 2000, 2001, -1)",
        "user_id BETWEEN 490 AND 510",
        "user_id > 1990 OR user_id < 3",
        "user_id <> 5",
        "user_id > 5000",
        "user_id IS NULL",
        "user_id = 7 AND event = 'view'",
        "user_id % 2 = 0 AND user_id < 100",
    })
    void filtersOnUsersAreRight(String condition)
    {
        // The same condition on a value that the connector cannot see through.
        String hidden = condition.replace("user_id", "(user_id + CAST(random() * 0 AS bigint))");
        String sql = "SELECT count(*), checksum(ROW(user_id, event_time, event)) FROM shop.tiny.events WHERE ";
        assertThat(query(sql + condition)).matches(sql + hidden);
    }

    @Test
    void filtersOnUsersArePushedDown()
    {
        assertThat((String) computeScalar("EXPLAIN SELECT count(*) FROM shop.sf100.events WHERE user_id IN (5, 6, 70000)"))
                .contains("shop:sf100.events of 3 users in 2 ranges")
                .doesNotContain("Filter");
        assertThat(query("SELECT count(*) > 0 FROM shop.sf999.events WHERE user_id = 12345")).matches("VALUES true");
    }

    @Test
    void filterAboveALimitStaysAboveIt()
    {
        assertThat(query("SELECT count(*) FROM (SELECT user_id FROM shop.tiny.users LIMIT 0) WHERE user_id = 1")).matches("VALUES BIGINT '0'");
        assertThat((long) computeScalar("SELECT count(*) FROM (SELECT user_id FROM shop.tiny.users LIMIT 10) WHERE user_id < 2000")).isBetween(9L, 10L);
    }

    @Test
    void limitStopsTheScan()
    {
        assertThat((String) computeScalar("EXPLAIN SELECT * FROM shop.sf100.events LIMIT 10")).contains("shop:sf100.events limit 10");
        assertThat(query("SELECT count(*) FROM (SELECT * FROM shop.sf100.events LIMIT 12345)")).matches("VALUES BIGINT '12345'");
    }

    @Test
    void numbersOfUsersAndProductsAreKnownToThePlanner()
    {
        assertThat(query("SHOW STATS FOR shop.sf1.users")).result()
                .matches(result -> result.getMaterializedRows().stream().anyMatch(row -> row.getField(0) == null && row.getField(4).equals(100_000.0)));
        assertThat(query("SHOW STATS FOR shop.sf1.products")).result()
                .matches(result -> result.getMaterializedRows().stream().anyMatch(row -> row.getField(0) == null && row.getField(4).equals(5_000.0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "devices", "orders", "order_items", "coupons", "pushes", "responses"})
    void estimatesOfRowsAreClose(String table)
    {
        double rows = ((Number) computeScalar("SELECT count(*) FROM shop.sf1." + table)).doubleValue();
        double estimate = (double) computeActual("SHOW STATS FOR shop.sf1." + table).getMaterializedRows().stream()
                .filter(row -> row.getField(0) == null)
                .findFirst()
                .orElseThrow()
                .getField(4);
        assertThat(estimate).isBetween(rows * 0.9, rows * 1.1);
    }

    @Test
    void tablesCannotBeWritten()
    {
        assertQueryFails("INSERT INTO shop.tiny.users (user_id) VALUES 1", ".*does not support inserts.*");
        assertQueryFails("CREATE TABLE shop.tiny.mine (a bigint)", ".*does not support creating tables.*");
        assertQueryFails("SELECT * FROM shop.tiny.users FOR VERSION AS OF 1", ".*have no versions.*");
    }

    @Test
    void propertiesAreRefused()
    {
        assertQueryFails("CREATE CATALOG other USING shop WITH (\"shop.size\" = 'large')", ".*takes no properties, found shop.size.*");
    }
}
