package dev.trinocrowd.dashboards;

import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.testing.RealServer;
import io.trino.jdbc.TrinoConnection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What tools that speak JDBC, Metabase above all, ask of a server: what there is, of which types, and prepared statements.
final class TestJdbcMetadata
{
    @BeforeAll
    static void makeTables()
            throws SQLException
    {
        try (Connection connection = connect("memory/jdbc"); Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS memory.jdbc");
            statement.execute("DROP TABLE IF EXISTS memory.jdbc.types");
            statement.execute("""
                    CREATE TABLE memory.jdbc.types AS
                    SELECT
                        BIGINT '7' AS id,
                        CAST('1.25' AS decimal(10, 2)) AS amount,
                        TIMESTAMP '2025-06-18 20:00:00.123456' AS happened_at,
                        DATE '2025-06-18' AS day,
                        bitmap_build(ARRAY[1, 2, 3]) AS people,
                        ARRAY['a', 'b'] AS steps,
                        CAST(ROW(1, 'x') AS row(step integer, name varchar)) AS detail
                    """);
            statement.execute("CREATE SCHEMA IF NOT EXISTS crowd.jdbc");
            statement.execute("DROP TABLE IF EXISTS crowd.jdbc.crowds");
            statement.execute("CREATE TABLE crowd.jdbc.crowds (crowd varchar COMMENT 'which', user_id bigint NOT NULL)");
            statement.execute("INSERT INTO crowd.jdbc.crowds VALUES ('vip', 1), ('vip', 2), ('lost', 3)");
        }
    }

    @Test
    void catalogsSchemasAndTablesAreListed()
            throws SQLException
    {
        try (Connection connection = connect("crowd/jdbc")) {
            assertThat(column(connection.getMetaData().getCatalogs(), "TABLE_CAT")).contains("crowd", "memory", "shop", "warehouse");
            assertThat(column(connection.getMetaData().getSchemas("shop", null), "TABLE_SCHEM")).contains("tiny", "sf1");
            assertThat(column(connection.getMetaData().getTables("shop", "tiny", "%", new String[] {"TABLE"}), "TABLE_NAME"))
                    .containsExactlyInAnyOrder("users", "devices", "events", "orders", "order_items", "coupons", "pushes", "responses", "products", "truths");
            try (ResultSet tables = connection.getMetaData().getTables("crowd", "jdbc", "crowds", null)) {
                assertThat(tables.next()).isTrue();
                assertThat(tables.getString("TABLE_TYPE")).isEqualTo("TABLE");
                assertThat(tables.next()).isFalse();
            }
            assertThat(column(connection.getMetaData().getPrimaryKeys("crowd", "jdbc", "crowds"), "COLUMN_NAME")).isEmpty();
        }
    }

    @Test
    void columnsHaveNamesTypesAndComments()
            throws SQLException
    {
        try (Connection connection = connect("crowd/jdbc")) {
            Map<String, Integer> codes = new LinkedHashMap<>();
            Map<String, String> names = new LinkedHashMap<>();
            try (ResultSet columns = connection.getMetaData().getColumns("memory", "jdbc", "types", "%")) {
                while (columns.next()) {
                    codes.put(columns.getString("COLUMN_NAME"), columns.getInt("DATA_TYPE"));
                    names.put(columns.getString("COLUMN_NAME"), columns.getString("TYPE_NAME"));
                }
            }
            assertThat(names).containsExactlyEntriesOf(ImmutableMap.<String, String>builder()
                    .put("id", "bigint")
                    .put("amount", "decimal(10,2)")
                    .put("happened_at", "timestamp(6)")
                    .put("day", "date")
                    .put("people", "bitmap")
                    .put("steps", "array(varchar(1))")
                    .put("detail", "row(\"step\" integer, \"name\" varchar)")
                    .buildOrThrow());
            assertThat(codes.values()).containsExactly(Types.BIGINT, Types.DECIMAL, Types.TIMESTAMP, Types.DATE, Types.JAVA_OBJECT, Types.ARRAY, Types.JAVA_OBJECT);
            try (ResultSet columns = connection.getMetaData().getColumns("crowd", "jdbc", "crowds", "crowd")) {
                assertThat(columns.next()).isTrue();
                assertThat(columns.getString("REMARKS")).isEqualTo("which");
            }
        }
    }

    /// The statements by which Metabase's driver reads a catalog, rather than by java.sql.DatabaseMetaData.
    @Test
    void showAndDescribeAnswer()
            throws SQLException
    {
        try (Connection connection = connect("crowd/jdbc"); Statement statement = connection.createStatement()) {
            assertThat(column(statement.executeQuery("SHOW CATALOGS LIKE 'crowd'"), "Catalog")).containsExactly("crowd");
            assertThat(column(statement.executeQuery("SHOW SCHEMAS FROM \"crowd\""), "Schema")).contains("jdbc", "information_schema");
            assertThat(column(statement.executeQuery("SHOW TABLES FROM \"crowd\".\"jdbc\""), "Table")).containsExactly("crowds");
            // Whether a table may be read: of the connection's catalog.
            assertThat(column(connection.prepareStatement("SHOW TABLES FROM \"jdbc\" LIKE 'crowds'").executeQuery(), "Table")).containsExactly("crowds");
            assertThat(column(statement.executeQuery("DESCRIBE \"crowd\".\"jdbc\".\"crowds\""), "Type")).containsExactly("varchar", "bigint");
            assertThat(column(statement.executeQuery("DESCRIBE memory.jdbc.types"), "Type")).contains("bitmap");
            assertThat(column(statement.executeQuery("SELECT current_timezone() AS \"time-zone\""), "time-zone")).hasSize(1);
            connection.setReadOnly(true);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void parametersReachFunctions(boolean explicitPrepare)
            throws SQLException
    {
        try (Connection connection = connect("shop/tiny", "explicitPrepare=" + explicitPrepare);
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT step, users
                        FROM (
                            SELECT funnel_summary(level, 3) AS summary
                            FROM (
                                SELECT funnel(event_time, INTERVAL '7' DAY, steps(event = ?, event = ?, event = ?), ?) AS level
                                FROM events
                                WHERE event_time >= ? AND event_time < ?
                                GROUP BY user_id))
                        CROSS JOIN UNNEST(summary) AS s (step, users, step_rate, total_rate)
                        ORDER BY step
                        """)) {
            statement.setString(1, "view");
            statement.setString(2, "add_to_cart");
            statement.setString(3, "pay");
            statement.setString(4, "strict_increase");
            statement.setDate(5, Date.valueOf("2025-11-01"));
            statement.setTimestamp(6, Timestamp.valueOf("2025-12-01 00:00:00"));
            List<List<Object>> prepared = rows(statement.executeQuery());
            assertThat(prepared).isEqualTo(rows(connection.createStatement().executeQuery("""
                    SELECT step, users
                    FROM (
                        SELECT funnel_summary(level, 3) AS summary
                        FROM (
                            SELECT funnel(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'add_to_cart', event = 'pay'), 'strict_increase') AS level
                            FROM events
                            WHERE event_time >= TIMESTAMP '2025-11-01 00:00:00' AND event_time < TIMESTAMP '2025-12-01 00:00:00'
                            GROUP BY user_id))
                    CROSS JOIN UNNEST(summary) AS s (step, users, step_rate, total_rate)
                    ORDER BY step
                    """)));
            assertThat(prepared).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void parametersReachTableFunctions(boolean explicitPrepare)
            throws SQLException
    {
        try (Connection connection = connect("crowd/jdbc", "explicitPrepare=" + explicitPrepare);
                PreparedStatement users = connection.prepareStatement("SELECT user_id FROM TABLE(crowd.system.users(?, ?)) ORDER BY user_id");
                PreparedStatement changes = connection.prepareStatement("SELECT count(*) FROM TABLE(crowd.system.changes('jdbc', 'crowds', ?, ?))")) {
            users.setString(1, "jdbc");
            users.setString(2, "vip | lost");
            assertThat(rows(users.executeQuery())).containsExactly(List.of(1L), List.of(2L), List.of(3L));
            users.setString(2, "vpi");
            assertThatThrownBy(users::executeQuery).hasMessageContaining("did you mean vip?");
            changes.setLong(1, 1);
            changes.setLong(2, 2);
            assertThat(rows(changes.executeQuery())).containsExactly(List.of(3L));
        }
    }

    /// Metabase counts the parameters before it runs a question.
    @Test
    void parametersAreDescribed()
            throws SQLException
    {
        try (Connection connection = connect("shop/tiny");
                PreparedStatement statement = connection.prepareStatement("SELECT count(*) AS events FROM events WHERE platform = ? AND event_time >= CAST(? AS timestamp(6))")) {
            ParameterMetaData parameters = statement.getParameterMetaData();
            assertThat(parameters.getParameterCount()).isEqualTo(2);
            assertThat(parameters.getParameterTypeName(1)).isEqualTo("varchar");
            ResultSetMetaData columns = statement.getMetaData();
            assertThat(columns.getColumnName(1)).isEqualTo("events");
            assertThat(columns.getColumnTypeName(1)).isEqualTo("bigint");
        }
    }

    /// So tools ask for the columns of a query.
    @Test
    void noRowsButTheColumns()
            throws SQLException
    {
        try (Connection connection = connect("shop/tiny");
                ResultSet result = connection.createStatement().executeQuery(
                        """
                                SELECT * FROM (
                                    SELECT user_id, active_periods(event_time, 'week') AS weeks, funnel_times(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'pay')) AS times, sessions(event_time, INTERVAL '30' MINUTE) AS visits
                                    FROM events
                                    GROUP BY user_id)
                                LIMIT 0
                                """)) {
            ResultSetMetaData columns = result.getMetaData();
            List<String> types = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                types.add(columns.getColumnName(i) + " " + columns.getColumnTypeName(i));
            }
            assertThat(types).containsExactly(
                    "user_id bigint",
                    "weeks bitmap",
                    "times array(timestamp(6))",
                    "visits array(row(started_at timestamp(6),ended_at timestamp(6),events bigint))");
            assertThat(result.next()).isFalse();
        }
    }

    @Test
    void arraysAndRowsAreObjects()
            throws SQLException
    {
        try (Connection connection = connect("memory/jdbc");
                ResultSet result = connection.createStatement().executeQuery("SELECT steps, detail, people, bitmap_to_string(people) AS listed FROM types")) {
            assertThat(result.next()).isTrue();
            assertThat((Object[]) ((Array) result.getObject("steps")).getArray()).containsExactly("a", "b");
            assertThat(result.getObject("detail").toString()).isEqualTo("{step=1, name=x}");
            // Bytes say nothing to who reads a dashboard: questions show a count or a text instead.
            assertThat(result.getObject("people")).isInstanceOf(byte[].class);
            assertThat(result.getString("listed")).isEqualTo("1,2,3");
        }
    }

    @Test
    void aTimeWithoutZoneIsTheSameInEverySession()
            throws SQLException
    {
        Set<String> seen = new TreeSet<>();
        for (String zone : new String[] {"UTC", "America/New_York", "Asia/Shanghai"}) {
            try (Connection connection = connect("memory/jdbc", "timezone=" + zone);
                    ResultSet result = connection.createStatement().executeQuery("""
                            SELECT happened_at, date(happened_at) AS day, active_periods(happened_at, 'day') = active_periods(TIMESTAMP '2025-06-18 01:00:00', 'day') AS same_day
                            FROM types GROUP BY happened_at
                            """)) {
                assertThat(result.next()).isTrue();
                assertThat(result.getObject("happened_at", LocalDateTime.class)).isEqualTo(LocalDateTime.parse("2025-06-18T20:00:00.123456"));
                seen.add("%s %s".formatted(result.getString("day"), result.getBoolean("same_day")));
            }
        }
        assertThat(seen).containsExactly("2025-06-18 true");
    }

    @Test
    void aTimeWithZoneIsAnInstantWhateverTheSessionIs()
            throws SQLException
    {
        try (Connection connection = connect("memory/jdbc")) {
            // Metabase's way to tell the server the zone of its reports.
            connection.unwrap(TrinoConnection.class).setTimeZoneId("Asia/Shanghai");
            try (ResultSet result = connection.createStatement().executeQuery("""
                    SELECT funnel_times(t, INTERVAL '1' DAY, ARRAY[true])[1] AS first_time, CAST(date(min(t)) AS varchar) AS day
                    FROM (VALUES with_timezone(TIMESTAMP '2025-06-18 20:00:00.000000', 'UTC')) AS v (t)
                    """)) {
                assertThat(result.next()).isTrue();
                assertThat(result.getObject("first_time", ZonedDateTime.class).toInstant()).isEqualTo(LocalDateTime.parse("2025-06-18T20:00:00").toInstant(UTC));
                // Trino's own functions take the day of the value's zone.
                assertThat(result.getString("day")).isEqualTo("2025-06-18");
            }
        }
    }

    private static Connection connect(String place, String... properties)
            throws SQLException
    {
        return DriverManager
                .getConnection("%s/%s?user=metabase%s".formatted(RealServer.shared().jdbcUrl(), place, properties.length == 0 ? "" : "&" + String.join("&", properties)));
    }

    private static List<String> column(ResultSet result, String name)
            throws SQLException
    {
        try (result) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(name));
            }
            return values;
        }
    }

    private static List<List<Object>> rows(ResultSet result)
            throws SQLException
    {
        try (result) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
