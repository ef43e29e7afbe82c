package dev.trinocrowd.crowd;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Statements about schemas, tables, columns and views.
final class TestCrowdTables
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        QueryRunner queryRunner = CrowdQueryRunner.create(0);
        queryRunner.execute("CREATE SCHEMA crowd.app");
        return queryRunner;
    }

    @Test
    void aSchemaIsCreatedRenamedAndDropped()
    {
        assertUpdate("CREATE SCHEMA crowd.first");
        assertQueryFails("CREATE SCHEMA crowd.first", ".*Schema 'crowd.first' already exists");
        assertUpdate("CREATE TABLE crowd.first.vip (user_id bigint)");
        assertUpdate("INSERT INTO crowd.first.vip VALUES 1, 2", 2);
        assertUpdate("ALTER SCHEMA crowd.first RENAME TO second");
        assertThat(query("SHOW SCHEMAS FROM crowd LIKE '%s%t'")).result().onlyColumnAsSet().doesNotContain("first");
        assertThat(query("SELECT user_id FROM crowd.second.vip")).matches("VALUES BIGINT '1', 2");
        assertQueryFails("DROP SCHEMA crowd.second", ".*[Nn]on-empty schema.*|.*not empty.*");
        assertUpdate("DROP SCHEMA crowd.second CASCADE");
        assertThat(query("SHOW SCHEMAS FROM crowd")).result().onlyColumnAsSet().doesNotContain("second");
    }

    @Test
    void aTableHasItsColumnsInTheOrderInWhichTheyWereWritten()
    {
        assertUpdate("CREATE TABLE crowd.app.ordered (user_id bigint NOT NULL, crowd varchar COMMENT 'its name', day date) COMMENT 'crowds by day'");
        assertUpdate("INSERT INTO crowd.app.ordered VALUES (7, 'vip', DATE '2026-11-21'), (8, NULL, NULL)", 2);
        assertThat(query("TABLE crowd.app.ordered"))
                .matches("VALUES (BIGINT '7', CAST('vip' AS varchar), DATE '2026-11-21'), (8, NULL, NULL)");
        assertThat((String) computeScalar("SHOW CREATE TABLE crowd.app.ordered")).isEqualTo(
                """
                        CREATE TABLE crowd.app.ordered (
                           user_id bigint NOT NULL,
                           crowd varchar COMMENT 'its name',
                           day date
                        )
                        COMMENT 'crowds by day'
                        WITH (
                           buckets = 16,
                           member = 'user_id'
                        )""");
        assertUpdate("DROP TABLE crowd.app.ordered");
    }

    @Test
    void theColumnOfIdsCanHaveAnotherName()
    {
        assertUpdate("CREATE TABLE crowd.app.named (crowd varchar, uid bigint) WITH (member = 'uid', buckets = 3)");
        assertUpdate("INSERT INTO crowd.app.named (uid, crowd) VALUES (5, 'vip')", 1);
        assertThat(query("SELECT uid FROM crowd.app.named WHERE crowd = 'vip'")).matches("VALUES BIGINT '5'");
        assertUpdate("DROP TABLE crowd.app.named");
    }

    @Test
    void aTableWithoutAColumnOfIdsIsRefused()
    {
        assertQueryFails("CREATE TABLE crowd.app.bad (crowd varchar)", "A crowd table needs a column of ids: expected a column user_id bigint, .*found \\[crowd]");
        assertQueryFails("CREATE TABLE crowd.app.bad (user_id varchar)", "The column of ids must be of type bigint, found user_id varchar");
        assertQueryFails("CREATE TABLE crowd.app.bad (user_id integer)", "The column of ids must be of type bigint, found user_id integer");
    }

    @Test
    void keysOfOtherTypesAreRefused()
    {
        assertQueryFails("CREATE TABLE crowd.app.bad (score double, user_id bigint)", "A key column must be boolean, .* or uuid, found score double");
        assertQueryFails("CREATE TABLE crowd.app.bad (names array(varchar), user_id bigint)", "A key column must be .*, found names array\\(varchar\\)");
        assertQueryFails("CREATE TABLE crowd.app.bad (crowd varchar NOT NULL, user_id bigint)", "Key columns can be NULL: leave NOT NULL away from crowd");
        assertQueryFails("CREATE TABLE crowd.app.\"bad$name\" (user_id bigint)", "The name of a crowd table must not contain '\\$', found 'bad\\$name'");
    }

    @Test
    void aSecondColumnOfIdsIsAKey()
    {
        assertUpdate("CREATE TABLE crowd.app.friends (friend_id bigint, user_id bigint)");
        assertUpdate("INSERT INTO crowd.app.friends VALUES (1, 2), (-1, 3)", 2);
        assertThat(query("TABLE crowd.app.friends")).matches("VALUES (BIGINT '1', BIGINT '2'), (-1, 3)");
        assertUpdate("DROP TABLE crowd.app.friends");
    }

    @Test
    void keysOfEachTypeComeBackAsTheyWere()
    {
        String values = """
                SELECT * FROM (VALUES
                    (true, TINYINT '-1', SMALLINT '2', 3, BIGINT '-4', DECIMAL '1.25', DECIMAL '12345678901234567890.5', DATE '1969-12-31',
                        TIMESTAMP '2026-11-21 10:00:00.123', TIMESTAMP '1969-12-31 23:59:59.999999999999', CAST('ä€𝄞' AS varchar), CAST('ab' AS varchar(5)), UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59', BIGINT '9223372036854775807'),
                    (false, TINYINT '-128', SMALLINT '32767', -2147483648, BIGINT '9223372036854775807', DECIMAL '-9.99', DECIMAL '-99999999999999999999.9', DATE '2026-11-21',
                        TIMESTAMP '0001-01-01 00:00:00.000', TIMESTAMP '2026-11-21 00:00:00.000000000001', CAST('' AS varchar), CAST('' AS varchar(5)), UUID 'ffffffff-ffff-ffff-ffff-ffffffffffff', BIGINT '0'),
                    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, BIGINT '5'))
                    AS t (a, b, c, d, e, f, g, h, i, j, k, l, m, user_id)""";
        assertUpdate("CREATE TABLE crowd.app.typed AS " + values, 3);
        assertThat(query("TABLE crowd.app.typed")).matches(values);
        assertThat(query("SELECT user_id FROM crowd.app.typed WHERE j = TIMESTAMP '1969-12-31 23:59:59.999999999999' AND g > 0")).matches("VALUES BIGINT '9223372036854775807'");
        assertUpdate("DROP TABLE crowd.app.typed");
    }

    @Test
    void aTableIsRenamedWithinItsSchema()
    {
        assertUpdate("CREATE TABLE crowd.app.before AS SELECT BIGINT '1' AS user_id", 1);
        assertQueryFails("ALTER TABLE crowd.app.before RENAME TO crowd.other.after", "(?s).*(moved to another schema|does not exist).*");
        assertUpdate("ALTER TABLE crowd.app.before RENAME TO after");
        assertThat(query("TABLE crowd.app.after")).matches("VALUES BIGINT '1'");
        assertQueryFails("TABLE crowd.app.before", ".*does not exist.*");
        assertUpdate("DROP TABLE crowd.app.after");
    }

    @Test
    void columnsAreRenamedAndCommentedOn()
    {
        assertUpdate("CREATE TABLE crowd.app.commented (crowd varchar, user_id bigint)");
        assertUpdate("INSERT INTO crowd.app.commented VALUES ('vip', 1)", 1);
        assertUpdate("COMMENT ON TABLE crowd.app.commented IS 'who is who'");
        assertUpdate("COMMENT ON COLUMN crowd.app.commented.user_id IS 'an id'");
        assertUpdate("ALTER TABLE crowd.app.commented RENAME COLUMN crowd TO name");
        assertQueryFails("ALTER TABLE crowd.app.commented RENAME COLUMN name TO user_id", ".*already exists|.*exists already");
        assertThat((String) computeScalar("SHOW CREATE TABLE crowd.app.commented")).contains("name varchar", "user_id bigint NOT NULL COMMENT 'an id'", "COMMENT 'who is who'");
        assertThat(query("SELECT name, user_id FROM crowd.app.commented")).matches("VALUES (CAST('vip' AS varchar), BIGINT '1')");
        assertThat(query("SELECT table_name, comment FROM system.metadata.table_comments WHERE catalog_name = 'crowd' AND table_name = 'commented'"))
                .matches("VALUES (CAST('commented' AS varchar), CAST('who is who' AS varchar))");
        assertUpdate("DROP TABLE crowd.app.commented");
    }

    @Test
    void aTableIsReplaced()
    {
        assertUpdate("CREATE TABLE crowd.app.replaced AS SELECT BIGINT '1' AS user_id", 1);
        assertUpdate("CREATE OR REPLACE TABLE crowd.app.replaced AS SELECT CAST('vip' AS varchar) AS crowd, BIGINT '2' AS user_id", 1);
        assertThat(query("TABLE crowd.app.replaced")).matches("VALUES (CAST('vip' AS varchar), BIGINT '2')");
        assertUpdate("CREATE OR REPLACE TABLE crowd.app.replaced (user_id bigint)");
        assertQueryReturnsEmptyResult("TABLE crowd.app.replaced");
        assertQueryFails("CREATE TABLE crowd.app.replaced (user_id bigint)", ".*already exists");
        assertUpdate("CREATE TABLE IF NOT EXISTS crowd.app.replaced (user_id bigint)");
        assertUpdate("DROP TABLE crowd.app.replaced");
    }

    @Test
    void aViewIsCreatedReplacedCommentedOnAndDropped()
    {
        assertUpdate("CREATE TABLE crowd.app.viewed AS SELECT * FROM (VALUES BIGINT '1', 2, 3) AS t (user_id)", 3);
        assertUpdate("CREATE VIEW crowd.app.some COMMENT 'not all' AS SELECT user_id FROM crowd.app.viewed WHERE user_id > 1");
        assertThat(query("TABLE crowd.app.some")).matches("VALUES BIGINT '2', 3");
        assertUpdate("CREATE OR REPLACE VIEW crowd.app.some AS SELECT user_id FROM crowd.app.viewed WHERE user_id > 2");
        assertUpdate("COMMENT ON VIEW crowd.app.some IS 'few'");
        assertUpdate("COMMENT ON COLUMN crowd.app.some.user_id IS 'an id'");
        assertThat((String) computeScalar("SHOW CREATE VIEW crowd.app.some")).contains("COMMENT 'few'");
        assertUpdate("ALTER VIEW crowd.app.some RENAME TO few");
        assertThat(query("TABLE crowd.app.few")).matches("VALUES BIGINT '3'");
        assertThat(query("SHOW TABLES FROM crowd.app LIKE '%e%'")).result().onlyColumnAsSet().contains("viewed", "few");
        assertQueryFails("CREATE TABLE crowd.app.few (user_id bigint)", ".*already exists|.*exists already.*");
        assertThat(query("SELECT table_type FROM crowd.information_schema.tables WHERE table_name = 'few'")).matches("VALUES CAST('VIEW' AS varchar)");
        assertUpdate("DROP VIEW crowd.app.few");
        assertUpdate("DROP TABLE crowd.app.viewed");
    }

    @Test
    void informationSchemaListsTheColumns()
    {
        assertUpdate("CREATE TABLE crowd.app.listed (tag varchar(9), user_id bigint)");
        assertThat(query(
                "SELECT column_name, data_type, is_nullable FROM crowd.information_schema.columns WHERE table_schema = 'app' AND table_name = 'listed' ORDER BY ordinal_position"))
                .ordered()
                .matches("VALUES (CAST('tag' AS varchar), CAST('varchar(9)' AS varchar), CAST('YES' AS varchar)), ('user_id', 'bigint', 'NO')");
        assertUpdate("DROP TABLE crowd.app.listed");
    }

    @Test
    void statisticsAreExact()
    {
        assertUpdate("CREATE TABLE crowd.app.measured AS SELECT * FROM (VALUES (CAST('a' AS varchar), BIGINT '10'), ('a', 11), ('b', 10), (NULL, 20)) AS t (crowd, user_id)", 4);
        assertThat(query("SHOW STATS FOR crowd.app.measured")).result().skippingTypesCheck().matches(
                """
                        VALUES
                            ('crowd', NULL, 2e0, 0.25e0, NULL, NULL, NULL),
                            ('user_id', NULL, 4e0, 0e0, NULL, '10', '20'),
                            (NULL, NULL, NULL, NULL, 4e0, NULL, NULL)""");
        assertUpdate("DROP TABLE crowd.app.measured");
    }

    @Test
    void ofAMissingSchemaOrTableItIsSaid()
    {
        assertQueryFails("CREATE TABLE crowd.nowhere.vip (user_id bigint)", ".*[Ss]chema.*nowhere.* (does not exist|not found)");
        assertQueryFails("CREATE TABLE crowd.nowhere.vip AS SELECT BIGINT '1' AS user_id", ".*[Ss]chema.*nowhere.* (does not exist|not found)");
        assertQueryFails("TABLE crowd.app.missing", ".*'crowd.app.missing' does not exist");
        assertQueryFails("DROP TABLE crowd.app.missing", ".*does not exist");
    }
}
