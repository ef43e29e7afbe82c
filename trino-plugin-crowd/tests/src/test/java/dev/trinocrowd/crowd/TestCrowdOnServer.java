package dev.trinocrowd.crowd;

import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The packaged plugin behind Trino's own class loader, whose handles, splits and fragments travel as JSON.
final class TestCrowdOnServer
{
    @TempDir
    private Path folder;

    @Test
    void tablesOutliveTheServer()
            throws SQLException
    {
        Path data = folder.resolve("data");
        try (RealServer server = RealServer.start(data); Connection connection = server.connect(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA crowd.app");
            statement.execute("CREATE TABLE crowd.app.crowds (crowd varchar, user_id bigint NOT NULL)");
            statement.execute("INSERT INTO crowd.app.crowds SELECT 'buyers', user_id FROM shop.tiny.orders");
            statement.execute("INSERT INTO crowd.app.crowds SELECT 'all', user_id FROM shop.tiny.users");
            statement.execute("CREATE TABLE crowd.app.tags AS SELECT CAST('half' AS varchar) AS tag, IF(user_id % 2 = 0, 'even', 'odd') AS value, user_id FROM shop.tiny.users");
            statement.execute("CREATE VIEW crowd.app.even AS SELECT user_id FROM crowd.app.tags WHERE value = 'even'");
            statement.execute("DELETE FROM crowd.app.crowds WHERE crowd = 'all' AND user_id IN (SELECT user_id FROM crowd.app.even)");
            statement.execute("COMMENT ON TABLE crowd.app.crowds IS 'who is who'");
            check(statement);
        }
        try (RealServer server = RealServer.start(data); Connection connection = server.connect(); Statement statement = connection.createStatement()) {
            check(statement);
            statement.execute("ALTER TABLE crowd.app.crowds EXECUTE optimize");
            check(statement);
            statement.execute("ALTER TABLE crowd.app.crowds EXECUTE rollback_to_version(version => 2)");
            assertThat(rows(statement, "SELECT DISTINCT crowd FROM crowd.app.crowds")).containsExactly("buyers");
            assertThatThrownBy(() -> statement.execute("INSERT INTO crowd.app.crowds VALUES ('all', -1)"))
                    .hasMessageContaining("The column of ids user_id must not be negative, found -1");
            assertThatThrownBy(() -> statement.execute("SELECT * FROM TABLE(crowd.system.users('app', 'byers'))")).hasMessageContaining("did you mean buyers?");
        }
    }

    private static void check(Statement statement)
            throws SQLException
    {
        assertThat(rows(statement, "SELECT count(*) FROM crowd.app.crowds WHERE crowd = 'buyers'"))
                .isEqualTo(rows(statement, "SELECT count(DISTINCT user_id) FROM shop.tiny.orders"));
        assertThat(rows(statement, "SELECT count(*) FROM crowd.app.crowds WHERE crowd = 'all'"))
                .isEqualTo(rows(statement, "SELECT count(*) FROM shop.tiny.users WHERE user_id % 2 = 1"));
        assertThat(rows(statement, "SELECT count(*) FROM crowd.app.crowds FOR VERSION AS OF 3 WHERE crowd = 'all'"))
                .isEqualTo(rows(statement, "SELECT count(*) FROM shop.tiny.users"));
        assertThat(rows(statement, "SELECT count(*) FROM TABLE(crowd.system.users('app', 'buyers & half:even'))"))
                .isEqualTo(rows(statement, "SELECT count(DISTINCT user_id) FROM shop.tiny.orders WHERE user_id % 2 = 0"));
        assertThat(rows(statement, "SELECT change, count(*) FROM TABLE(crowd.system.changes('app', 'crowds', 1, 2)) GROUP BY change"))
                .isEqualTo(rows(statement, "SELECT 'entered', count(DISTINCT user_id) FROM shop.tiny.orders"));
        assertThat(rows(statement, "SELECT operation FROM crowd.app.\"crowds$snapshots\" WHERE version <= 4 ORDER BY version")).containsExactly("create", "append", "append",
                "delete");
        assertThat(rows(statement, "SELECT count(*) FROM crowd.app.even")).isEqualTo(rows(statement, "SELECT count(*) FROM shop.tiny.users WHERE user_id % 2 = 0"));
        assertThat(rows(statement, "SELECT sum(amount) FROM shop.tiny.orders WHERE user_id IN (SELECT user_id FROM crowd.app.even)"))
                .isEqualTo(rows(statement, "SELECT sum(amount) FROM shop.tiny.orders WHERE user_id % 2 = 0"));
    }

    private static List<String> rows(Statement statement, String sql)
            throws SQLException
    {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.add(result.getString(i));
                }
                rows.add(String.join(" ", values));
            }
        }
        return rows;
    }
}
