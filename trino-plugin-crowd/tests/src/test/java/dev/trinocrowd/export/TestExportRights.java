package dev.trinocrowd.export;

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

/// With file-based rules: staging, delivering, reading logs, and the crowds that an export works with are closed to whom they are closed.
final class TestExportRights
        extends AbstractTestQueryFramework
{
    private static final String RULES = """
            {
              "catalogs": [{"allow": "all"}],
              "tables": [
                {"user": "admin", "privileges": ["SELECT", "INSERT", "DELETE", "UPDATE", "OWNERSHIP", "GRANT_SELECT"]},
                {"user": "guest", "catalog": "crowd", "schema": "push", "table": "closed.*", "privileges": []},
                {"user": "guest", "catalog": "crowd", "schema": "push", "table": "staging", "privileges": ["INSERT"]},
                {"user": "guest", "catalog": "crowd", "schema": "push", "table": "filtered", "privileges": ["SELECT"], "filter": "user_id > 1"},
                {"user": "guest", "catalog": "crowd", "schema": "push", "table": "reading.*", "privileges": ["SELECT"]},
                {"user": "guest", "catalog": "crowd", "schema": "app", "table": "secret", "privileges": []},
                {"user": "sender", "catalog": "crowd", "schema": "push", "privileges": ["SELECT", "INSERT", "OWNERSHIP"]},
                {"user": "sender", "catalog": "crowd", "schema": "app", "table": "secret", "privileges": []}
              ],
              "procedures": [{"user": "admin|sender", "privileges": ["EXECUTE"]}],
              "functions": [{"privileges": ["EXECUTE"]}],
              "schemas": [{"user": "admin|sender", "owner": true}]
            }
            """;

    private PushServer push;

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        push = closeAfterClass(new PushServer());
        Path rules = Files.createTempFile("rules", ".json");
        Files.writeString(rules, RULES);
        Path destinations = Files.createTempFile("destinations", ".json");
        Files.writeString(destinations, "{\"push\": %s}".formatted(push.declare("")));
        DistributedQueryRunner queryRunner = CrowdQueryRunner.createWithCrowdProperties(
                0,
                ImmutableMap.of("crowd.export.destinations-file", destinations.toString()),
                builder -> builder.setSystemAccessControl("file", ImmutableMap.of("security.config-file", rules.toString())));
        Session admin = as(queryRunner.getDefaultSession(), "admin");
        queryRunner.execute(admin, "CREATE SCHEMA crowd.app");
        queryRunner.execute(admin, "CREATE SCHEMA crowd.push");
        queryRunner.execute(admin, "CREATE TABLE crowd.app.secret AS SELECT BIGINT '1' AS user_id");
        for (String table : new String[] {"closed", "staging", "filtered", "reading"}) {
            queryRunner.execute(admin, "CREATE TABLE crowd.push.%s WITH (destination = 'push') AS SELECT * FROM (VALUES 1, 2) AS t (user_id)".formatted(table));
        }
        queryRunner.execute(admin, "CREATE TABLE crowd.push.mirror (user_id bigint) WITH (destination = 'push', mode = 'mirror', source = 'app.secret')");
        queryRunner.execute(admin, "CREATE TABLE crowd.push.suppressed WITH (destination = 'push', suppress = ARRAY['app.secret']) AS SELECT BIGINT '1' AS user_id");
        return queryRunner;
    }

    private static Session as(Session session, String user)
    {
        return Session.builder(session).setIdentity(Identity.ofUser(user)).setOriginalIdentity(Identity.ofUser(user)).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT * FROM crowd.push.closed",
        "SELECT * FROM crowd.push.\"closed$runs\"",
        "SELECT * FROM crowd.push.\"closed$deliveries\"",
        "SELECT * FROM crowd.push.\"closed$state\"",
        "SELECT * FROM crowd.push.\"closed$preview\"",
        "INSERT INTO crowd.push.closed VALUES 3",
        "ALTER TABLE crowd.push.closed EXECUTE deliver",
        "ALTER TABLE crowd.push.closed EXECUTE deliver(dry_run => true)",
        "DROP TABLE crowd.push.closed",
        "SELECT * FROM crowd.push.staging",
        "SELECT * FROM crowd.push.\"staging$state\"",
        "ALTER TABLE crowd.push.staging EXECUTE deliver",
        "INSERT INTO crowd.push.reading VALUES 3",
        "ALTER TABLE crowd.push.reading EXECUTE deliver",
        "SELECT * FROM crowd.push.\"reading$preview\"",
    })
    void whatIsClosedStaysClosed(String sql)
    {
        assertQueryFails(as(getSession(), "guest"), sql, "(?s).*(Access Denied|does not exist).*");
        assertThat(push.calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ALTER TABLE crowd.push.mirror EXECUTE deliver",
        "ALTER TABLE crowd.push.mirror EXECUTE deliver(dry_run => true)",
        "SELECT * FROM crowd.push.\"mirror$preview\"",
        "ALTER TABLE crowd.push.suppressed EXECUTE deliver",
        "ALTER TABLE crowd.push.suppressed EXECUTE deliver(dry_run => true)",
    })
    void whoDeliversMustBeAllowedToSeeTheCrowds(String sql)
    {
        assertQueryFails(as(getSession(), "sender"), sql, "(?s).*Access Denied.*secret.*");
        assertThat(push.calls()).isZero();
    }

    @Test
    void whatIsOpenIsOpen()
    {
        Session guest = as(getSession(), "guest");
        assertUpdate(guest, "INSERT INTO crowd.push.staging VALUES 3", 1);
        assertThat(query(guest, "SELECT count(*) FROM crowd.push.reading")).matches("VALUES BIGINT '2'");
        assertThat(query(guest, "SELECT count(*) FROM crowd.push.\"reading$runs\"")).matches("VALUES BIGINT '0'");
    }

    @Test
    void filtersHold()
    {
        Session guest = as(getSession(), "guest");
        assertThat(query(guest, "SELECT user_id FROM crowd.push.filtered")).matches("VALUES BIGINT '2'");
        assertQueryFails(guest, "SELECT * FROM crowd.push.\"filtered$state\"", "Row filtering not supported|(?s).*Access Denied.*");
    }
}
