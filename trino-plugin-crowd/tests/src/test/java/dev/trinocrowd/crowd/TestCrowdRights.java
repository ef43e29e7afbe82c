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
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/// With file-based rules, a table that a user may not read is closed on every road.
final class TestCrowdRights
        extends AbstractTestQueryFramework
{
    private static final String RULES = """
            {
              "catalogs": [{"allow": "all"}],
              "tables": [
                {"user": "admin", "privileges": ["SELECT", "INSERT", "DELETE", "UPDATE", "OWNERSHIP", "GRANT_SELECT"]},
                {"user": "guest", "catalog": "crowd", "schema": "closed", "table": "crowds|vip", "privileges": []},
                {"user": "guest", "catalog": "crowd", "schema": "masked", "table": "crowds", "privileges": ["SELECT"], "filter": "user_id > 1"},
                {"user": "guest", "privileges": ["SELECT"]}
              ],
              "functions": [{"privileges": ["EXECUTE"]}],
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
        Session admin = as(queryRunner.getDefaultSession(), "admin");
        for (String schema : new String[] {"open", "closed", "masked"}) {
            queryRunner.execute(admin, "CREATE SCHEMA crowd." + schema);
            queryRunner.execute(admin,
                    "CREATE TABLE crowd.%s.crowds AS SELECT * FROM (VALUES (CAST('vip' AS varchar), BIGINT '1'), ('vip', 2)) AS t (crowd, user_id)".formatted(schema));
            queryRunner.execute(admin, "CREATE TABLE crowd.%s.vip AS SELECT BIGINT '1' AS user_id".formatted(schema));
        }
        queryRunner.execute(admin, "CREATE VIEW crowd.closed.door SECURITY INVOKER AS SELECT user_id FROM crowd.closed.vip");
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

    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT user_id FROM crowd.closed.vip",
        "SELECT count(*) FROM crowd.closed.vip",
        "SELECT count(*) FROM crowd.open.vip JOIN crowd.closed.vip USING (user_id)",
        "SELECT count(*) FROM crowd.open.vip WHERE user_id IN (SELECT user_id FROM crowd.closed.vip)",
        "SELECT user_id FROM crowd.closed.vip FOR VERSION AS OF 1",
        "SELECT * FROM TABLE(crowd.system.users('closed', 'vip'))",
        "SELECT * FROM TABLE(crowd.system.changes('closed', 'crowds', 1, 1))",
        "SELECT * FROM crowd.closed.\"crowds$snapshots\"",
        "SELECT * FROM crowd.closed.door",
        "SHOW STATS FOR crowd.closed.vip",
        "ALTER TABLE crowd.closed.vip EXECUTE optimize",
        "DELETE FROM crowd.closed.vip",
        "INSERT INTO crowd.closed.vip VALUES 9",
        "TRUNCATE TABLE crowd.closed.vip",
        "DROP TABLE crowd.closed.vip",
    })
    void aClosedTableStaysClosed(String sql)
    {
        assertQueryFails(guest(), sql, "(?s).*(Access Denied|does not exist).*");
    }

    @Test
    void anOpenTableIsOpen()
    {
        assertThat(query(guest(), "SELECT count(*) FROM TABLE(crowd.system.users('open', 'vip'))")).matches("VALUES BIGINT '2'");
        assertThat(query(guest(), "SELECT count(*) FROM crowd.open.\"crowds$snapshots\"")).matches("VALUES BIGINT '1'");
    }

    @Test
    void filtersHold()
    {
        assertThat(query(guest(), "SELECT user_id FROM crowd.masked.crowds")).matches("VALUES BIGINT '2'");
        assertThat(query(guest(), "SELECT count(*) FROM crowd.masked.crowds WHERE crowd = 'vip'")).matches("VALUES BIGINT '1'");
        assertThat(query(guest(), "SELECT count(*) FROM crowd.masked.crowds c JOIN crowd.masked.crowds d USING (user_id)")).matches("VALUES BIGINT '1'");
        assertQueryFails(guest(), "SELECT * FROM TABLE(crowd.system.users('masked', 'vip'))", "Row filtering not supported");
        assertQueryFails(guest(), "SELECT * FROM TABLE(crowd.system.changes('masked', 'crowds', 1, 1))", "Row filtering not supported");
    }
}
