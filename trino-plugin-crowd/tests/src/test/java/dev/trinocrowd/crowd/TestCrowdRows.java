package dev.trinocrowd.crowd;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.sql.query.QueryAssertions.QueryAssert;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.assertj.core.api.AssertProvider;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Inserts, deletes, versions and procedures, on one node.
class TestCrowdRows
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        QueryRunner queryRunner = CrowdQueryRunner.create(workers());
        queryRunner.execute("CREATE SCHEMA crowd.app");
        return queryRunner;
    }

    int workers()
    {
        return 0;
    }

    @Test
    void aUserIsInACrowdOnce()
    {
        assertUpdate("CREATE TABLE crowd.app.once AS SELECT * FROM (VALUES (CAST('a' AS varchar), BIGINT '1'), ('a', 1), ('b', 1)) AS t (crowd, user_id)", 3);
        assertUpdate("INSERT INTO crowd.app.once VALUES ('a', 1), ('a', 2), ('a', 2)", 3);
        assertThat(query("TABLE crowd.app.once")).matches("VALUES (CAST('a' AS varchar), BIGINT '1'), ('b', 1), ('a', 2)");
        assertThat(query("SELECT count(*) FROM crowd.app.once")).matches("VALUES BIGINT '3'");
        assertUpdate("DROP TABLE crowd.app.once");
    }

    @Test
    void idsOfFewerBitsAreWidened()
    {
        assertUpdate("CREATE TABLE crowd.app.widened AS SELECT SMALLINT '3' AS user_id UNION ALL SELECT SMALLINT '4'", 2);
        assertThat(query("SELECT user_id FROM crowd.app.widened")).matches("VALUES BIGINT '3', 4");
        assertUpdate("INSERT INTO crowd.app.widened VALUES 70000", 1);
        assertThat(query("SELECT max(user_id) FROM crowd.app.widened")).matches("VALUES BIGINT '70000'");
        assertUpdate("DROP TABLE crowd.app.widened");
    }

    @Test
    void manyUsersOfManyCrowdsCountAsInMemory()
    {
        assertUpdate(
                "CREATE TABLE memory.default.many AS SELECT CAST('crowd ' || CAST(n % 37 AS varchar) AS varchar) AS crowd, CAST(n * 8191 % 3000000 AS bigint) AS user_id FROM UNNEST(sequence(1, 10000)) AS a (i) CROSS JOIN UNNEST(sequence(1, 20)) AS b (j) CROSS JOIN LATERAL (SELECT i * 20 + j) AS c (n)",
                200_000);
        assertUpdate("CREATE TABLE crowd.app.many AS TABLE memory.default.many", 200_000);
        assertThat(query("SELECT crowd, count(*), min(user_id), max(user_id), sum(user_id) FROM crowd.app.many GROUP BY crowd"))
                .matches("SELECT crowd, count(DISTINCT user_id), min(user_id), max(user_id), CAST(sum(DISTINCT user_id) AS bigint) FROM memory.default.many GROUP BY crowd");
        assertThat(query("SELECT count(*) FROM crowd.app.many")).matches("SELECT count(*) FROM (SELECT DISTINCT crowd, user_id FROM memory.default.many)");
        assertThat(query("SELECT count(*) FILTER (WHERE crowd = 'crowd 7') FROM crowd.app.many"))
                .matches("SELECT count(DISTINCT user_id) FROM memory.default.many WHERE crowd = 'crowd 7'");
        assertThat(query("SELECT count(*) FROM crowd.app.many WHERE user_id IN (SELECT user_id FROM memory.default.many WHERE crowd = 'crowd 3')"))
                .matches(
                        "SELECT count(*) FROM (SELECT DISTINCT crowd, user_id FROM memory.default.many) WHERE user_id IN (SELECT user_id FROM memory.default.many WHERE crowd = 'crowd 3')");
        assertThat(query("SELECT user_id FROM crowd.app.many WHERE crowd = 'crowd 1' EXCEPT SELECT user_id FROM crowd.app.many WHERE crowd = 'crowd 2'"))
                .matches("SELECT user_id FROM memory.default.many WHERE crowd = 'crowd 1' EXCEPT SELECT user_id FROM memory.default.many WHERE crowd = 'crowd 2'");
        // Written once more from itself, nothing changes.
        assertUpdate("INSERT INTO crowd.app.many SELECT crowd, user_id FROM crowd.app.many", (long) computeScalar("SELECT count(*) FROM crowd.app.many"));
        assertThat(query("SELECT count(*) FROM crowd.app.many")).matches("SELECT count(*) FROM (SELECT DISTINCT crowd, user_id FROM memory.default.many)");
        assertUpdate("DROP TABLE crowd.app.many");
        assertUpdate("DROP TABLE memory.default.many");
    }

    @Test
    void negativeAndMissingIdsAreRefused()
    {
        assertUpdate("CREATE TABLE crowd.app.strict (user_id bigint)");
        assertQueryFails("INSERT INTO crowd.app.strict VALUES 1, -1", "The column of ids user_id must not be negative, found -1");
        assertQueryFails("INSERT INTO crowd.app.strict VALUES NULL", "NULL value not allowed for NOT NULL column: user_id");
        assertQueryFails("CREATE TABLE crowd.app.strict2 AS SELECT CAST(NULL AS bigint) AS user_id", "The column of ids user_id must not be NULL");
        assertQueryReturnsEmptyResult("TABLE crowd.app.strict");
        assertUpdate("DROP TABLE crowd.app.strict");
    }

    @Test
    void aKeyOf64KibibytesIsRefused()
    {
        assertUpdate("CREATE TABLE crowd.app.longest (crowd varchar, user_id bigint)");
        assertUpdate("INSERT INTO crowd.app.longest SELECT rpad('', 65536, 'x'), 1", 1);
        assertThat(query("SELECT length(crowd) FROM crowd.app.longest")).matches("VALUES BIGINT '65536'");
        assertQueryFails("INSERT INTO crowd.app.longest SELECT rpad('', 65537, 'x'), 1",
                "A row cannot be written: the values of a row's key columns must have at most 65536 bytes together, found 65537");
        assertUpdate("DROP TABLE crowd.app.longest");
    }

    @Test
    void deletesByKeysAndByMembers()
    {
        assertUpdate("CREATE TABLE crowd.app.deleted AS SELECT * FROM (VALUES (CAST('a' AS varchar), BIGINT '1'), ('a', 2), ('b', 1), ('b', 3), (NULL, 4)) AS t (crowd, user_id)",
                5);
        assertUpdate("DELETE FROM crowd.app.deleted WHERE crowd = 'a' AND user_id = 2", 1);
        assertThat(query("TABLE crowd.app.deleted")).matches("VALUES (CAST('a' AS varchar), BIGINT '1'), ('b', 1), ('b', 3), (NULL, 4)");
        assertUpdate("DELETE FROM crowd.app.deleted WHERE user_id IN (SELECT user_id FROM crowd.app.deleted WHERE crowd = 'a')", 2);
        assertThat(query("TABLE crowd.app.deleted")).matches("VALUES (CAST('b' AS varchar), BIGINT '3'), (NULL, 4)");
        assertUpdate("DELETE FROM crowd.app.deleted WHERE crowd IS NULL", 1);
        assertUpdate("DELETE FROM crowd.app.deleted WHERE crowd = 'none'", 0);
        assertThat(query("TABLE crowd.app.deleted")).matches("VALUES (CAST('b' AS varchar), BIGINT '3')");
        assertUpdate("INSERT INTO crowd.app.deleted VALUES ('a', 2)", 1);
        assertUpdate("DELETE FROM crowd.app.deleted", 2);
        assertQueryReturnsEmptyResult("TABLE crowd.app.deleted");
        assertUpdate("INSERT INTO crowd.app.deleted VALUES ('a', 9)", 1);
        assertUpdate("TRUNCATE TABLE crowd.app.deleted");
        assertQueryReturnsEmptyResult("TABLE crowd.app.deleted");
        assertUpdate("DROP TABLE crowd.app.deleted");
    }

    @Test
    void updatesAndMergesAreRefused()
    {
        assertUpdate("CREATE TABLE crowd.app.kept AS SELECT CAST('a' AS varchar) AS crowd, BIGINT '1' AS user_id", 1);
        assertQueryFails("UPDATE crowd.app.kept SET crowd = 'b'", "UPDATE and MERGE are not supported by crowd tables: use DELETE and INSERT");
        assertQueryFails(
                "MERGE INTO crowd.app.kept k USING (VALUES BIGINT '1') AS n (user_id) ON k.user_id = n.user_id WHEN MATCHED THEN UPDATE SET crowd = 'c'",
                "UPDATE and MERGE are not supported by crowd tables: use DELETE and INSERT");
        assertQueryFails(
                "MERGE INTO crowd.app.kept k USING (VALUES BIGINT '2') AS n (user_id) ON k.user_id = n.user_id WHEN NOT MATCHED THEN INSERT VALUES ('d', n.user_id)",
                "UPDATE and MERGE are not supported by crowd tables: use DELETE and INSERT");
        assertThat(query("TABLE crowd.app.kept")).matches("VALUES (CAST('a' AS varchar), BIGINT '1')");
        assertUpdate("DROP TABLE crowd.app.kept");
    }

    @Test
    void earlierVersionsCanBeRead()
    {
        assertUpdate("CREATE TABLE crowd.app.history (user_id bigint)");
        assertUpdate("INSERT INTO crowd.app.history VALUES 1, 2", 2);
        assertUpdate("INSERT INTO crowd.app.history VALUES 3", 1);
        assertUpdate("DELETE FROM crowd.app.history WHERE user_id = 1", 1);
        assertThat(query("SELECT version, parent, operation, rows, added_rows, removed_rows FROM crowd.app.\"history$snapshots\"")).matches(
                """
                        VALUES
                            (BIGINT '1', CAST(NULL AS bigint), CAST('create' AS varchar), BIGINT '0', BIGINT '0', BIGINT '0'),
                            (2, 1, 'append', 2, 2, 0),
                            (3, 2, 'append', 3, 1, 0),
                            (4, 3, 'delete', 2, 0, 1)""");
        assertThat(query("SELECT user_id FROM crowd.app.history FOR VERSION AS OF 2")).matches("VALUES BIGINT '1', 2");
        assertThat(query("SELECT count(*) FROM crowd.app.history FOR VERSION AS OF 3")).matches("VALUES BIGINT '3'");
        Object time = computeScalar("SELECT CAST(committed_at AS varchar) FROM crowd.app.\"history$snapshots\" WHERE version = 3");
        assertThat(query("SELECT user_id FROM crowd.app.history FOR TIMESTAMP AS OF TIMESTAMP '" + time + "'")).matches("VALUES BIGINT '1', 2, 3");
        assertQueryFails("SELECT * FROM crowd.app.history FOR VERSION AS OF 99", "The table has no version 99: expected one from 1 to 4 .*");
        assertQueryFails("SELECT * FROM crowd.app.history FOR TIMESTAMP AS OF TIMESTAMP '2000-01-01 00:00:00 UTC'", "The history of the table does not reach back to .*");
        assertThat(query("SELECT * FROM TABLE(crowd.system.changes('app', 'history', 2, 4))")).matches("VALUES (CAST('entered' AS varchar), BIGINT '3'), ('left', 1)");
        assertThat(query("SELECT change, count(*) FROM TABLE(crowd.system.changes('app', 'history', 4, 1)) GROUP BY change"))
                .matches("VALUES (CAST('left' AS varchar), BIGINT '2')");
        assertQueryFails("SELECT * FROM TABLE(crowd.system.changes('app', 'history', 2, 99))", "The table has no version 99.*");
        assertUpdate("ALTER TABLE crowd.app.history EXECUTE rollback_to_version(version => 2)");
        assertThat(query("SELECT user_id FROM crowd.app.history")).matches("VALUES BIGINT '1', 2");
        assertUpdate("DROP TABLE crowd.app.history");
    }

    @Test
    void proceduresKeepTheRows()
    {
        assertUpdate("CREATE TABLE crowd.app.compacted (user_id bigint) WITH (buckets = 1)");
        for (int i = 0; i < 5; i++) {
            assertUpdate("INSERT INTO crowd.app.compacted VALUES " + i, 1);
        }
        assertThat(query("SELECT max_by(files, version) FROM crowd.app.\"compacted$snapshots\"")).matches("VALUES BIGINT '5'");
        assertUpdate("ALTER TABLE crowd.app.compacted EXECUTE optimize");
        assertThat(query("SELECT max_by(files, version), max_by(operation, version) FROM crowd.app.\"compacted$snapshots\""))
                .matches("VALUES (BIGINT '1', CAST('compact' AS varchar))");
        assertThat(query("SELECT user_id FROM crowd.app.compacted")).matches("VALUES BIGINT '0', 1, 2, 3, 4");
        assertQueryFails("ALTER TABLE crowd.app.compacted EXECUTE expire_snapshots(retention_threshold => '1h')", "expected an age of at least PT24H, found PT1H.*");
        assertUpdate("ALTER TABLE crowd.app.compacted EXECUTE expire_snapshots(retention_threshold => '1d')");
        assertUpdate("ALTER TABLE crowd.app.compacted EXECUTE remove_orphan_files(retention_threshold => '1d')");
        assertThat(query("SELECT count(*) FROM crowd.app.compacted")).matches("VALUES BIGINT '5'");
        assertUpdate("DROP TABLE crowd.app.compacted");
    }

    @Test
    void expressionsOfUsersAreSets()
    {
        assertUpdate("CREATE SCHEMA crowd.sets");
        assertUpdate(
                "CREATE TABLE crowd.sets.crowds AS SELECT * FROM (VALUES (CAST('vip' AS varchar), BIGINT '1'), ('vip', 2), ('vip', 3), ('opted out', 2), ('dormant', 3), ('dormant', 4)) AS t (crowd, user_id)",
                6);
        assertUpdate(
                "CREATE TABLE crowd.sets.tags AS SELECT * FROM (VALUES (CAST('city' AS varchar), CAST('paris' AS varchar), BIGINT '1'), ('city', 'paris', 2), ('city', 'rome', 3), ('city', 'paris', 9)) AS t (tag, value, user_id)",
                4);
        assertThat(users("vip")).matches("VALUES BIGINT '1', 2, 3");
        assertThat(users("vip & city:paris")).matches("VALUES BIGINT '1', 2");
        assertThat(users("vip & city:paris - 'opted out'")).matches("VALUES BIGINT '1'");
        assertThat(users("vip - ('opted out' | dormant)")).matches("VALUES BIGINT '1'");
        assertThat(users("vip | city:\"paris\"")).matches("VALUES BIGINT '1', 2, 3, 9");
        assertThat(users("city:paris | city:rome | dormant - vip")).matches("VALUES BIGINT '1', 2, 3, 9, 4");
        assertThat(query("SELECT count(*) FROM TABLE(crowd.system.users('sets', 'vip | dormant'))")).matches("VALUES BIGINT '4'");
        assertQueryFails("SELECT * FROM TABLE(crowd.system.users('sets', 'vpi'))", "There is no crowd 'vpi' in table 'sets.crowds', did you mean vip\\?");
        assertQueryFails("SELECT * FROM TABLE(crowd.system.users('sets', 'city:pariss'))", "There is no tag 'city:pariss' in table 'sets.tags', did you mean city:paris\\?");
        assertQueryFails("SELECT * FROM TABLE(crowd.system.users('sets', 'vip & '))", "The expression of users is not understood: expected a name, found the end, in \"vip & \"");
        assertQueryFails("SELECT * FROM TABLE(crowd.system.users('sets', 'vip dormant'))",
                "The expression of users is not understood: expected an operator &, - or \\|, found 'd' at character 5, in .*");
        assertQueryFails("SELECT * FROM TABLE(crowd.system.users('nowhere', 'vip'))", "users\\(\\) looks crowds up in table 'nowhere.crowds' .*");
        assertUpdate("DROP SCHEMA crowd.sets CASCADE");
    }

    private AssertProvider<QueryAssert> users(String expression)
    {
        return query("SELECT * FROM TABLE(crowd.system.users('sets', '%s'))".formatted(expression.replace("'", "''")));
    }
}
