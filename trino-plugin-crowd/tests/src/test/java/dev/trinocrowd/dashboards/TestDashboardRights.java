package dev.trinocrowd.dashboards;

import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The rules of `docker/trino/access-control` on a real server: what dashboards may read, and what they may not on any road.
final class TestDashboardRights
{
    @TempDir
    private static Path directory;

    private static RealServer server;

    @BeforeAll
    static void start()
            throws IOException, SQLException
    {
        Path data = directory.resolve("data");
        Files.createDirectories(data.resolve("etc"));
        Files.writeString(
                data.resolve("etc/access-control.properties"),
                DockerFiles.read("trino/access-control/access-control.properties").replace("/etc/trino/access-control", DockerFiles.path("trino/access-control").toString()));
        server = RealServer.start(data);
        try (Connection admin = connect("admin"); Statement statement = admin.createStatement()) {
            DashboardTables.make(admin, "01_views.sql");
            statement.execute("CREATE TABLE crowd.dashboards.crowds (crowd varchar, user_id bigint NOT NULL)");
            statement.execute("INSERT INTO crowd.dashboards.crowds VALUES ('vip', 1), ('vip', 2)");
            statement.execute("CREATE SCHEMA crowd.private");
            statement.execute("CREATE TABLE crowd.private.crowds AS SELECT * FROM crowd.dashboards.crowds");
            statement.execute("CREATE SCHEMA warehouse.private");
            statement.execute("CREATE TABLE warehouse.private.people AS SELECT user_id, region FROM shop.tiny.users");
        }
    }

    @AfterAll
    static void stop()
    {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void dashboardsReadTheirViewsAndCrowds()
            throws SQLException
    {
        // The views read the catalog shop with the rights of who made them.
        assertThat(value("dashboards", "SELECT count(*) FROM warehouse.dashboards.users")).isEqualTo("2000");
        assertThat(value("dashboards", "SELECT count(*) FROM crowd.dashboards.crowds WHERE crowd = 'vip'")).isEqualTo("2");
        assertThat(value("dashboards", "SELECT count(*) FROM TABLE(crowd.system.users('dashboards', 'vip'))")).isEqualTo("2");
        assertThat(value("dashboards", "SELECT count(*) FROM TABLE(crowd.system.changes('dashboards', 'crowds', 1, 2))")).isEqualTo("2");
        assertThat(value("dashboards", "SELECT array_join(array_agg(export_name || ' ' || status ORDER BY export_name), ',') FROM warehouse.dashboards.exports"))
                .isEqualTo("push_618 delivered,push_singles_day delivered");
        assertThat(value("dashboards", "SELECT funnel(event_time, INTERVAL '1' DAY, steps(event = 'view')) FROM warehouse.dashboards.events WHERE user_id = 1")).isEqualTo("1");
    }

    @Test
    void toolsSeeWhatTheyMayRead()
            throws SQLException
    {
        assertThat(value("dashboards", "SELECT array_join(array_agg(catalog_name ORDER BY catalog_name), ',') FROM system.metadata.catalogs")).isEqualTo("crowd,system,warehouse");
        String views = "SELECT array_join(array_agg(table_name ORDER BY table_name), ',') FROM warehouse.information_schema.tables WHERE table_schema = 'dashboards'";
        assertThat(value("dashboards", views)).contains("clock", "events").isEqualTo(value("admin", views));
        assertThat(value("dashboards", "SELECT count(*) FROM warehouse.information_schema.tables WHERE table_schema = 'private'")).isEqualTo("0");
        try (Connection connection = connect("dashboards"); ResultSet columns = connection.getMetaData().getColumns("warehouse", "dashboards", "orders", "%")) {
            assertThat(columns.next()).isTrue();
        }
    }

    /// Superset looks for the tables of a query in its text and does not find those inside TABLE(…) or EXECUTE IMMEDIATE.
    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT * FROM shop.tiny.users",
        "SELECT * FROM TABLE(exclude_columns(input => TABLE(shop.tiny.users), columns => DESCRIPTOR(region)))",
        "SELECT * FROM TABLE(exclude_columns(input => TABLE(warehouse.private.people), columns => DESCRIPTOR(region)))",
        "SELECT * FROM TABLE(exclude_columns(input => TABLE(SELECT * FROM warehouse.private.people), columns => DESCRIPTOR(region)))",
        "EXECUTE IMMEDIATE 'SELECT * FROM shop.tiny.users'",
        "SELECT * FROM TABLE(crowd.system.users('private', 'vip'))",
        "SELECT * FROM TABLE(crowd.system.changes('private', 'crowds', 1, 1))",
        "SELECT * FROM crowd.private.crowds",
        "SELECT * FROM crowd.private.\"crowds$snapshots\"",
        "SELECT * FROM warehouse.private.people",
        "SELECT query FROM system.runtime.queries",
        "CREATE TABLE warehouse.dashboards.mine AS SELECT 1 AS x",
        "CREATE OR REPLACE VIEW warehouse.dashboards.users AS SELECT 1 AS x",
        "INSERT INTO crowd.dashboards.crowds VALUES ('vip', 3)",
        "INSERT INTO crowd.dashboards.push_618 VALUES (1, 2, 'Hello')",
        "ALTER TABLE crowd.dashboards.push_618 EXECUTE deliver",
        "ALTER TABLE crowd.dashboards.push_618 EXECUTE deliver(dry_run => true)",
        "DROP VIEW warehouse.dashboards.users",
        "CREATE SCHEMA crowd.mine",
        "CREATE TABLE memory.default.mine AS SELECT 1 AS x",
        "ALTER TABLE crowd.dashboards.crowds EXECUTE expire_snapshots",
        "ALTER TABLE crowd.dashboards.crowds EXECUTE rollback_to_version(version => 1)",
        "SET SESSION AUTHORIZATION admin",
    })
    void theyReachNothingElse(String sql)
    {
        assertThatThrownBy(() -> execute("dashboards", sql)).isInstanceOf(SQLException.class).hasMessageContaining("Access Denied");
    }

    @Test
    void rowsAreFilteredAndColumnsMasked()
            throws SQLException
    {
        assertThat(value("dashboards_north", "SELECT array_join(array_agg(DISTINCT region), ',') FROM warehouse.dashboards.users")).isEqualTo("north");
        assertThat(value("dashboards_north", "SELECT count(*) FROM warehouse.dashboards.users WHERE birth_year % 10 <> 0")).isEqualTo("0");
        assertThat(value("dashboards_north", "SELECT count(*) FROM warehouse.dashboards.users"))
                .isEqualTo(value("admin", "SELECT count(*) FROM shop.tiny.users WHERE region = 'north'"));
        assertThatThrownBy(() -> execute("dashboards_north", "SELECT * FROM warehouse.dashboards.orders")).hasMessageContaining("Access Denied");
    }

    private static Connection connect(String user)
            throws SQLException
    {
        return DriverManager.getConnection(server.jdbcUrl() + "?user=" + user);
    }

    private static void execute(String user, String sql)
            throws SQLException
    {
        try (Connection connection = connect(user); Statement statement = connection.createStatement()) {
            statement.execute(sql);
            // A refusal may come with the first rows.
            try (ResultSet result = statement.getResultSet()) {
                while (result != null && result.next()) {}
            }
            statement.execute("SELECT 1");
        }
    }

    private static String value(String user, String sql)
            throws SQLException
    {
        try (Connection connection = connect(user);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
