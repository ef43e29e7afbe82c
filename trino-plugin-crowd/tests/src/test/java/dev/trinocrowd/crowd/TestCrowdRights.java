package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.Session;
import io.trino.spi.security.Identity;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/// With file-based rules, a table that a user may not read is closed on every road, and row filters and column masks hold where queries are
/// pushed down.
///
/// Schema `open` is for all; of `closed` guests see no table; of `filtered` nobody but the admin sees rows of user 1; in `masked` guests see the first
/// letter of a crowd, and ids that are 1000 too large.
final class TestCrowdRights
        extends AbstractTestQueryFramework
{
    private static final String RULES = """
            {
              "catalogs": [{"allow": "all"}],
              "tables": [
                {"user": "admin", "privileges": ["SELECT", "INSERT", "DELETE", "UPDATE", "OWNERSHIP", "GRANT_SELECT"]},
                {"user": "guest", "catalog": "crowd", "schema": "closed", "table": "crowds|tags|vip", "privileges": []},
                {"user": "guest", "catalog": "crowd", "schema": "filtered", "table": "crowds|vip", "privileges": ["SELECT"], "filter": "user_id > 1"},
                {"user": "clerk", "catalog": "crowd", "schema": "filtered", "privileges": ["SELECT", "INSERT", "DELETE"], "filter": "user_id > 1"},
                {"user": "clerk", "catalog": "crowd", "schema": "sorted", "privileges": ["SELECT", "INSERT", "DELETE"], "filter": "crowd <> 'vip'"},
                {"user": "guest", "catalog": "crowd", "schema": "masked", "table": "crowds", "privileges": ["SELECT"], "columns": [{"name": "crowd", "mask": "substr(crowd, 1, 1)"}]},
                {"user": "guest", "catalog": "crowd", "schema": "masked", "table": "vip", "privileges": ["SELECT"], "columns": [{"name": "user_id", "mask": "user_id + 1000"}]},
                {"user": "guest", "catalog": "crowd", "schema": "masked", "table": "tags", "privileges": ["SELECT"], "columns": [{"name": "user_id", "allow": false}]},
                {"user": "guest", "privileges": ["SELECT"]}
              ],
              "functions": [{"user": "admin", "privileges": ["EXECUTE", "GRANT_EXECUTE"]}, {"privileges": ["EXECUTE"]}],
              "procedures": [{"user": "admin", "privileges": ["EXECUTE"]}],
              "schemas": [{"user": "admin", "owner": true}]
            }
            """;

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        Path rules = Files.createTempFile("rules", ".json");
        Files.writeString(rules, RULES);
        DistributedQueryRunner queryRunner = CrowdQueryRunner.create(0,
                builder -> builder.setSystemAccessControl("file", ImmutableMap.of("security.config-file", rules.toString())));
        queryRunner.registerResource(() -> Files.delete(rules));
        Session admin = as(queryRunner.getDefaultSession(), "admin");
        for (String schema : new String[] {"open", "closed", "filtered", "masked"}) {
            queryRunner.execute(admin, "CREATE SCHEMA crowd." + schema);
            queryRunner.execute(admin,
                    "CREATE TABLE crowd.%s.crowds AS SELECT * FROM (VALUES (CAST('vip' AS varchar), BIGINT '1'), ('vip', 2), ('new', 2)) AS t (crowd, user_id)".formatted(schema));
            queryRunner.execute(admin,
                    "CREATE TABLE crowd.%s.tags AS SELECT * FROM (VALUES (CAST('city' AS varchar), CAST('paris' AS varchar), BIGINT '1')) AS t (tag, value, user_id)"
                            .formatted(schema));
            queryRunner.execute(admin, "CREATE TABLE crowd.%s.vip AS SELECT * FROM (VALUES BIGINT '1', 2) AS t (user_id)".formatted(schema));
            queryRunner.execute(admin, "CREATE VIEW crowd.%s.door SECURITY INVOKER AS SELECT user_id FROM crowd.%s.vip".formatted(schema, schema));
            queryRunner.execute(admin, "CREATE VIEW crowd.%s.side_door SECURITY INVOKER AS SELECT * FROM TABLE(crowd.system.users('%s', 'vip'))".formatted(schema, schema));
            queryRunner.execute(admin, "CREATE VIEW crowd.%s.sight SECURITY DEFINER AS SELECT user_id FROM crowd.%s.vip".formatted(schema, schema));
            queryRunner.execute(admin, "CREATE VIEW crowd.%s.outlook SECURITY DEFINER AS SELECT * FROM TABLE(crowd.system.users('%s', 'vip'))".formatted(schema, schema));
        }
        return queryRunner;
    }

    private static Session as(Session session, String user)
    {
        return Session.builder(session).setIdentity(Identity.ofUser(user)).setOriginalIdentity(Identity.ofUser(user)).build();
    }

    private Session guest()
    {
        return as(getSession(), "guest");
    }

    private Session clerk()
    {
        return as(getSession(), "clerk");
    }

    private Session admin()
    {
        return as(getSession(), "admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT user_id FROM crowd.closed.vip",
        "SELECT count(*) FROM crowd.closed.vip",
        "SELECT bitmap_agg(user_id) FROM crowd.closed.vip",
        "SELECT crowd, count(*) FROM crowd.closed.crowds GROUP BY crowd",
        "SELECT crowd FROM crowd.closed.crowds WHERE crowd LIKE 'v%'",
        "SELECT user_id FROM crowd.closed.vip ORDER BY user_id LIMIT 1",
        "SELECT count(*) FROM crowd.open.vip JOIN crowd.closed.vip USING (user_id)",
        "SELECT count(*) FROM crowd.open.vip o LEFT JOIN crowd.closed.vip c ON o.user_id = c.user_id WHERE c.user_id IS NULL",
        "SELECT count(*) FROM crowd.open.vip FULL JOIN crowd.closed.vip USING (user_id)",
        "SELECT count(*) FROM crowd.open.vip WHERE user_id IN (SELECT user_id FROM crowd.closed.vip)",
        "SELECT count(*) FROM crowd.open.vip v WHERE EXISTS (SELECT 1 FROM crowd.closed.vip c WHERE c.user_id = v.user_id)",
        "SELECT count(*) FROM shop.tiny.orders WHERE user_id IN (SELECT user_id FROM crowd.closed.vip)",
        "SELECT user_id FROM crowd.closed.vip FOR VERSION AS OF 1",
        // That there is none would tell how many there are, and since when.
        "SELECT user_id FROM crowd.closed.vip FOR VERSION AS OF 99",
        "SELECT user_id FROM crowd.closed.vip FOR TIMESTAMP AS OF TIMESTAMP '2000-01-01 00:00:00 UTC'",
        "SHOW STATS FOR (SELECT * FROM crowd.closed.vip FOR VERSION AS OF 99)",
        "SELECT count(*) FROM crowd.closed.vip FOR TIMESTAMP AS OF current_timestamp - INTERVAL '0.001' SECOND",
        "SELECT * FROM TABLE(crowd.system.users('closed', 'vip'))",
        "SELECT count(*) FROM TABLE(crowd.system.users('closed', 'vip - new'))",
        "SELECT count(*) FROM TABLE(crowd.system.users('closed', 'city:paris'))",
        // A near name would tell a crowd's.
        "SELECT count(*) FROM TABLE(crowd.system.users('closed', 'vpi'))",
        "SELECT count(*) FROM crowd.open.vip JOIN TABLE(crowd.system.users('closed', 'vip')) USING (user_id)",
        "SELECT * FROM TABLE(crowd.system.changes('closed', 'crowds', 1, 1))",
        "SELECT * FROM TABLE(crowd.system.changes('closed', 'crowds', 1, 99))",
        "SELECT * FROM crowd.closed.\"crowds$snapshots\"",
        "SELECT count(*) FROM crowd.closed.\"vip$snapshots\"",
        "SELECT * FROM crowd.closed.door",
        "SELECT count(*) FROM crowd.closed.door",
        "SELECT * FROM crowd.closed.side_door",
        "EXPLAIN SELECT count(*) FROM crowd.closed.vip",
        "SHOW STATS FOR crowd.closed.vip",
        "SHOW STATS FOR (SELECT * FROM crowd.closed.vip)",
        "SHOW CREATE TABLE crowd.closed.vip",
        "ALTER TABLE crowd.closed.vip EXECUTE optimize",
        "ALTER TABLE crowd.closed.vip EXECUTE expire_snapshots(retention_threshold => '1d')",
        "ALTER TABLE crowd.closed.vip EXECUTE remove_orphan_files(retention_threshold => '1d')",
        "ALTER TABLE crowd.closed.vip EXECUTE rollback_to_version(version => 1)",
        "ALTER TABLE crowd.open.vip EXECUTE optimize",
        "ALTER TABLE crowd.open.vip EXECUTE expire_snapshots(retention_threshold => '1d')",
        "ALTER TABLE crowd.open.vip EXECUTE remove_orphan_files(retention_threshold => '1d')",
        "ALTER TABLE crowd.open.vip EXECUTE rollback_to_version(version => 1)",
        "CALL crowd.system.remove_orphan_tables()",
        "DELETE FROM crowd.closed.vip",
        "DELETE FROM crowd.closed.crowds WHERE crowd = 'vip'",
        "DELETE FROM crowd.open.crowds WHERE crowd = 'vip'",
        "INSERT INTO crowd.closed.vip VALUES 9",
        "INSERT INTO crowd.open.vip SELECT user_id FROM crowd.closed.vip",
        "CREATE TABLE crowd.open.copy AS SELECT user_id FROM crowd.closed.vip",
        "CREATE OR REPLACE TABLE crowd.closed.vip AS SELECT BIGINT '9' AS user_id",
        "CREATE VIEW crowd.open.window AS SELECT user_id FROM crowd.closed.vip",
        "TRUNCATE TABLE crowd.closed.vip",
        "ALTER TABLE crowd.closed.vip RENAME TO gone",
        "ALTER TABLE crowd.closed.vip RENAME COLUMN user_id TO uid",
        "COMMENT ON TABLE crowd.closed.vip IS 'mine'",
        "COMMENT ON COLUMN crowd.closed.vip.user_id IS 'mine'",
        "DROP TABLE crowd.closed.vip",
        "DROP SCHEMA crowd.closed CASCADE",
        "ALTER SCHEMA crowd.closed RENAME TO mine",
    })
    void aClosedTableStaysClosed(String sql)
    {
        assertQueryFails(guest(), sql, "(?s).*(Access Denied|does not exist).*");
        assertThat(query(admin(), "SELECT count(*) FROM crowd.closed.vip")).matches("VALUES BIGINT '2'");
        assertThat(query(admin(), "SELECT count(*) FROM crowd.closed.\"vip$snapshots\"")).matches("VALUES BIGINT '1'");
    }

    @Test
    void aClosedTableIsNotListed()
    {
        assertThat(query(guest(), "SHOW TABLES FROM crowd.closed")).result().onlyColumnAsSet().doesNotContain("crowds", "tags", "vip");
        assertThat(computeActual(guest(), "SELECT column_name FROM crowd.information_schema.columns WHERE table_schema = 'closed' AND table_name IN ('crowds', 'tags', 'vip')")
                .getRowCount())
                .isZero();
        assertThat(computeActual(guest(), "SELECT comment FROM system.metadata.table_comments WHERE catalog_name = 'crowd' AND schema_name = 'closed' AND table_name = 'vip'")
                .getRowCount())
                .isZero();
    }

    @Test
    void anOpenTableIsOpen()
    {
        assertThat(query(guest(), "SELECT count(*) FROM TABLE(crowd.system.users('open', 'vip'))")).matches("VALUES BIGINT '2'");
        assertThat(query(guest(), "SELECT count(*) FROM TABLE(crowd.system.changes('open', 'crowds', 1, 1))")).matches("VALUES BIGINT '0'");
        assertThat(query(guest(), "SELECT count(*) FROM crowd.open.\"crowds$snapshots\"")).matches("VALUES BIGINT '1'");
        assertThat(query(guest(), "SELECT count(*) FROM crowd.open.door")).matches("VALUES BIGINT '2'");
        assertThat(query(guest(), "SELECT count(*) FROM crowd.open.side_door")).matches("VALUES BIGINT '2'");
        assertThat(query(admin(), "CALL crowd.system.remove_orphan_tables()")).succeeds();
    }

    /// A view with the rights of who made it is the way to show what else is closed.
    @ParameterizedTest
    @ValueSource(strings = {"closed", "filtered", "masked"})
    void aViewOfItsDefinerShowsWhatHeSees(String schema)
    {
        assertThat(query(guest(), "SELECT user_id FROM crowd.%s.sight".formatted(schema))).matches("VALUES BIGINT '1', 2");
        assertThat(query(guest(), "SELECT count(*) FROM crowd.%s.outlook".formatted(schema))).matches("VALUES BIGINT '2'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT user_id FROM crowd.filtered.crowds WHERE crowd = 'vip'                                                  | BIGINT '2'
            SELECT count(*) FROM crowd.filtered.crowds WHERE crowd = 'vip'                                                 | BIGINT '1'
            SELECT count(*) FROM crowd.filtered.crowds                                                                     | BIGINT '2'
            SELECT count(DISTINCT user_id) FROM crowd.filtered.crowds                                                      | BIGINT '1'
            SELECT min(user_id) FROM crowd.filtered.crowds                                                                 | BIGINT '2'
            SELECT bitmap_to_string(bitmap_agg(user_id)) FROM crowd.filtered.crowds                                        | CAST('2' AS varchar)
            SELECT crowd, count(*) FROM crowd.filtered.crowds GROUP BY crowd                                               | (CAST('new' AS varchar), BIGINT '1'), ('vip', 1)
            SELECT user_id FROM crowd.filtered.crowds WHERE crowd = 'vip' ORDER BY user_id LIMIT 1                         | BIGINT '2'
            SELECT count(*) FROM crowd.filtered.crowds c JOIN crowd.filtered.crowds d USING (user_id)                      | BIGINT '4'
            SELECT count(*) FROM crowd.open.vip JOIN crowd.filtered.vip USING (user_id)                                    | BIGINT '1'
            SELECT count(*) FROM crowd.open.vip FULL JOIN crowd.filtered.vip USING (user_id)                               | BIGINT '2'
            SELECT o.user_id FROM crowd.open.vip o LEFT JOIN crowd.filtered.vip f ON o.user_id = f.user_id WHERE f.user_id IS NULL  | BIGINT '1'
            SELECT count(*) FROM crowd.open.vip WHERE user_id IN (SELECT user_id FROM crowd.filtered.vip)                  | BIGINT '1'
            SELECT count(*) FROM crowd.open.vip WHERE user_id NOT IN (SELECT user_id FROM crowd.filtered.vip)              | BIGINT '1'
            SELECT count(*) FROM crowd.filtered.vip FOR VERSION AS OF 1                                                    | BIGINT '1'
            SELECT count(*) FROM crowd.filtered.vip WHERE user_id = 1                                                      | BIGINT '0'
            SELECT user_id FROM crowd.filtered.door                                                                        | BIGINT '2'
            SELECT count(*) FROM (SELECT user_id FROM crowd.filtered.vip EXCEPT SELECT user_id FROM crowd.open.vip)        | BIGINT '0'
            """)
    void rowFiltersHold(String sql, String rows)
    {
        assertThat(query(guest(), sql)).matches("VALUES " + rows);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT crowd, user_id FROM crowd.masked.crowds                                                            | (CAST('v' AS varchar), BIGINT '1'), ('v', 2), ('n', 2)
            SELECT count(*) FROM crowd.masked.crowds WHERE crowd = 'vip'                                              | BIGINT '0'
            SELECT count(*) FROM crowd.masked.crowds WHERE crowd = 'v'                                                | BIGINT '2'
            SELECT count(*) FROM crowd.masked.crowds WHERE crowd LIKE 'vi%'                                           | BIGINT '0'
            SELECT count(*) FROM crowd.masked.crowds WHERE crowd IN ('new', 'n')                                      | BIGINT '1'
            SELECT count(*) FROM crowd.masked.crowds                                                                  | BIGINT '3'
            SELECT crowd, count(*) FROM crowd.masked.crowds GROUP BY crowd                                            | (CAST('v' AS varchar), BIGINT '2'), ('n', 1)
            SELECT crowd, bitmap_to_string(bitmap_agg(user_id)) FROM crowd.masked.crowds WHERE user_id = 2 GROUP BY 1 | (CAST('v' AS varchar), CAST('2' AS varchar)), ('n', '2')
            SELECT max(crowd), min(crowd) FROM crowd.masked.crowds                                                    | (CAST('v' AS varchar), CAST('n' AS varchar))
            SELECT m.crowd, count(*) FROM crowd.masked.crowds m JOIN crowd.open.vip USING (user_id) GROUP BY m.crowd  | (CAST('v' AS varchar), BIGINT '2'), ('n', 1)
            SELECT m.crowd, o.crowd, count(*) FROM crowd.masked.crowds m JOIN crowd.open.crowds o USING (user_id) WHERE o.crowd = 'new' GROUP BY 1, 2 | (CAST('v' AS varchar), CAST('new' AS varchar), BIGINT '1'), ('n', 'new', 1)
            SELECT count(*) FROM crowd.masked.crowds FOR VERSION AS OF 1 WHERE crowd = 'vip'                          | BIGINT '0'
            SELECT user_id FROM crowd.masked.vip                                                                      | BIGINT '1001', 1002
            SELECT count(*) FROM crowd.masked.vip                                                                     | BIGINT '2'
            SELECT count(DISTINCT user_id), min(user_id), max(user_id) FROM crowd.masked.vip                          | (BIGINT '2', BIGINT '1001', BIGINT '1002')
            SELECT bitmap_to_string(bitmap_agg(user_id)) FROM crowd.masked.vip                                        | CAST('1001,1002' AS varchar)
            SELECT count(*) FROM crowd.masked.vip WHERE user_id = 1                                                   | BIGINT '0'
            SELECT count(*) FROM crowd.masked.vip WHERE user_id = 1001                                                | BIGINT '1'
            SELECT user_id FROM crowd.masked.vip ORDER BY user_id DESC LIMIT 1                                        | BIGINT '1002'
            SELECT count(*) FROM crowd.open.vip JOIN crowd.masked.vip USING (user_id)                                 | BIGINT '0'
            SELECT count(*) FROM crowd.open.vip FULL JOIN crowd.masked.vip USING (user_id)                            | BIGINT '4'
            SELECT count(*) FROM crowd.open.vip o LEFT JOIN crowd.masked.vip m ON o.user_id = m.user_id WHERE m.user_id IS NULL | BIGINT '2'
            SELECT count(*) FROM crowd.open.vip WHERE user_id IN (SELECT user_id FROM crowd.masked.vip)               | BIGINT '0'
            SELECT count(*) FROM crowd.open.vip WHERE user_id NOT IN (SELECT user_id FROM crowd.masked.vip)           | BIGINT '2'
            SELECT user_id FROM crowd.masked.door                                                                     | BIGINT '1001', 1002
            SELECT tag, value FROM crowd.masked.tags                                                                  | (CAST('city' AS varchar), CAST('paris' AS varchar))
            """)
    void columnMasksHold(String sql, String rows)
    {
        assertThat(query(guest(), sql)).matches("VALUES " + rows);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            filtered | Row filtering not supported
            masked   | Column masking not supported
            """)
    void whatCannotBeFilteredOrMaskedIsRefused(String schema, String problem)
    {
        assertQueryFails(guest(), "SELECT * FROM TABLE(crowd.system.users('%s', 'vip'))".formatted(schema), problem);
        assertQueryFails(guest(), "SELECT count(*) FROM TABLE(crowd.system.users('%s', 'vip - new'))".formatted(schema), problem);
        assertQueryFails(guest(), "SELECT * FROM crowd.%s.side_door".formatted(schema), ".*" + problem + ".*");
        assertQueryFails(guest(), "SELECT * FROM TABLE(crowd.system.changes('%s', 'crowds', 1, 1))".formatted(schema), problem);
        assertQueryFails(guest(), "SELECT * FROM crowd.%s.\"crowds$snapshots\"".formatted(schema), problem);
    }

    @Test
    void aColumnThatIsNotAllowedIsClosed()
    {
        assertQueryFails(guest(), "SELECT user_id FROM crowd.masked.tags", "Access Denied: .*");
        assertQueryFails(guest(), "SELECT count(DISTINCT user_id) FROM crowd.masked.tags", "Access Denied: .*");
        assertQueryFails(guest(), "SELECT count(*) FROM crowd.open.vip JOIN crowd.masked.tags USING (user_id)", "Access Denied: .*");
        assertQueryFails(guest(), "SELECT * FROM TABLE(crowd.system.users('masked', 'city:paris'))", "Access Denied: .*");
        assertQueryFails(guest(), "SELECT * FROM TABLE(crowd.system.changes('masked', 'tags', 1, 1))", "Access Denied: .*");
        assertQueryFails(guest(), "SELECT * FROM crowd.masked.\"tags$snapshots\"", "Access Denied: .*");
    }

    @Test
    void rowsThatAreFilteredOutAreNotDeleted()
    {
        assertUpdate(admin(), "CREATE SCHEMA crowd.sorted");
        for (String condition : new String[] {"true", "user_id < 10", "crowd LIKE '%'", "user_id IN (SELECT user_id FROM crowd.sorted.crowds)"}) {
            assertUpdate(admin(), "CREATE TABLE crowd.sorted.crowds AS TABLE crowd.open.crowds", 3);
            assertUpdate(clerk(), "DELETE FROM crowd.sorted.crowds WHERE " + condition, 1);
            assertThat(query(admin(), "TABLE crowd.sorted.crowds")).matches("VALUES (CAST('vip' AS varchar), BIGINT '1'), ('vip', 2)");
            assertQueryFails(clerk(), "INSERT INTO crowd.sorted.crowds VALUES ('vip', 3)", "Access Denied: Cannot insert row that does not match a row filter");
            assertUpdate(clerk(), "INSERT INTO crowd.sorted.crowds VALUES ('new', 3)", 1);
            assertUpdate(admin(), "DROP TABLE crowd.sorted.crowds");
        }
        assertUpdate(admin(), "CREATE TABLE crowd.filtered.some AS TABLE crowd.open.crowds", 3);
        assertUpdate(clerk(), "DELETE FROM crowd.filtered.some WHERE crowd = 'vip'", 1);
        assertThat(query(admin(), "TABLE crowd.filtered.some")).matches("VALUES (CAST('vip' AS varchar), BIGINT '1'), ('new', 2)");
        assertQueryFails(clerk(), "ALTER TABLE crowd.filtered.some EXECUTE rollback_to_version(version => 1)", ".*ALTER TABLE EXECUTE is not supported for table with row filter");
        assertUpdate(admin(), "ALTER TABLE crowd.filtered.some EXECUTE rollback_to_version(version => 1)");
        assertThat(query(admin(), "SELECT count(*) FROM crowd.filtered.some")).matches("VALUES BIGINT '3'");
        assertUpdate(admin(), "DROP TABLE crowd.filtered.some");
        assertUpdate(admin(), "DROP SCHEMA crowd.sorted");
    }
}
