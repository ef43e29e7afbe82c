package dev.trinocrowd.dashboards;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The views and tables that dashboards read, over the small shop.
final class DashboardTables
{
    private DashboardTables()
    {}

    /// Runs a file of `docker/superset/sql`, whose statements read `shop.sf1`.
    static void make(Connection connection, String file)
            throws SQLException
    {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(DockerFiles.read("superset/sql/" + file).replace("shop.sf1.", "shop.tiny."))) {
                statement.execute(sql);
            }
        }
    }

    /// The statements of a script that has no semicolons but between them.
    static List<String> statements(String script)
    {
        return List.of(script.replaceAll("(?m)^\\s*--.*$", "").split(";")).stream()
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }
}
