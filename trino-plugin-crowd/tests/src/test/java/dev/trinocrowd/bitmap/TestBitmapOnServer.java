package dev.trinocrowd.bitmap;

import dev.trinocrowd.testing.RealServer;
import io.airlift.slice.Slices;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The type behind Trino's own class loader: JDBC, memory tables, and Parquet files, which hold it as varbinary.
final class TestBitmapOnServer
{
    @Test
    void jdbcGivesBytes()
            throws SQLException
    {
        try (Connection connection = RealServer.shared().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT bitmap_agg(x) users FROM (VALUES 3, 1, 2) t(x)")) {
            assertThat(result.getMetaData().getColumnTypeName(1)).isEqualTo("bitmap");
            assertThat(result.getMetaData().getColumnType(1)).isEqualTo(Types.JAVA_OBJECT);
            assertThat(result.next()).isTrue();
            byte[] bytes = (byte[]) result.getObject(1);
            assertThat(PortableFormat.parse(Slices.wrappedBuffer(bytes)).toArray()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void memoryTablesHoldBitmaps()
            throws SQLException
    {
        execute("CREATE TABLE memory.default.bitmap_crowds AS SELECT crowd, bitmap_agg(x) users FROM (VALUES ('a', 1), ('a', 2), ('b', 2)) t(crowd, x) GROUP BY crowd");
        execute("INSERT INTO memory.default.bitmap_crowds VALUES ('c', bitmap_build(ARRAY[9]))");
        assertThat(value("SELECT bitmap_to_string(bitmap_or_agg(users)) FROM memory.default.bitmap_crowds")).isEqualTo("1,2,9");
        assertThat(value("SELECT count(*) FROM (SELECT users FROM memory.default.bitmap_crowds GROUP BY users)")).isEqualTo("3");
        // Without parentheses Trino takes users.cardinality for a function in a schema, unless the session has a catalog.
        assertThat(value("SELECT (users).cardinality() FROM memory.default.bitmap_crowds WHERE crowd = 'a'")).isEqualTo("2");
        execute("DROP TABLE memory.default.bitmap_crowds");
    }

    @Test
    void parquetFilesHoldBitmapsAsVarbinary()
            throws SQLException
    {
        execute("CREATE SCHEMA IF NOT EXISTS warehouse.bitmaps");
        execute("""
                CREATE TABLE warehouse.bitmaps.daily AS
                SELECT day, CAST(bitmap_agg(user_id) AS varbinary) users
                FROM (VALUES (DATE '2024-03-01', 1), (DATE '2024-03-01', 2), (DATE '2024-03-02', 2)) t(day, user_id)
                GROUP BY day
                """);
        assertThat(value("SELECT bitmap_count(bitmap_or_agg(users)) FROM warehouse.bitmaps.daily")).isEqualTo("2");
        assertThat(value("SELECT bitmap_count(bitmap_and_agg(CAST(users AS bitmap))) FROM warehouse.bitmaps.daily")).isEqualTo("1");
        assertThat(value("SELECT count(*) FROM warehouse.bitmaps.daily WHERE bitmap_contains(users, 1)")).isEqualTo("1");
        assertThatThrownBy(() -> execute("CREATE TABLE warehouse.bitmaps.raw AS SELECT bitmap_build(ARRAY[1]) users")).hasMessageContaining("bitmap");
        execute("DROP TABLE warehouse.bitmaps.daily");
    }

    private static void execute(String sql)
            throws SQLException
    {
        try (Connection connection = RealServer.shared().connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(String sql)
            throws SQLException
    {
        try (Connection connection = RealServer.shared().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
