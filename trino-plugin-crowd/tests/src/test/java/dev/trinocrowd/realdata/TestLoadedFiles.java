package dev.trinocrowd.realdata;

import dev.trinocrowd.launcher.sql.Results;
import dev.trinocrowd.testing.CrowdCli.Result;
import dev.trinocrowd.testing.ProjectFiles;
import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// Real files on the way that a user takes: into the warehouse of the packaged server, and asked there.
final class TestLoadedFiles
{
    @AfterAll
    static void dropTables()
            throws SQLException
    {
        execute("DROP SCHEMA IF EXISTS warehouse.loaded CASCADE");
    }

    @Test
    void webShopEventsThroughTheLoader()
            throws SQLException
    {
        Path file = ProjectFiles.sharedData("retentioneering_ecom/ecom.csv.gz");
        Result result = RealServer.shared().crowd("load", file.toString(), "--table", "warehouse.loaded.web_shop", "--replace");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("Loaded 31,106 rows").contains("timestamp timestamp(6)");

        assertThat(rows("SELECT count(*), count(DISTINCT user_id), count(DISTINCT session_id) FROM warehouse.loaded.web_shop"))
                .containsExactly(List.of("31106", "600", "3605"));
        assertThat(rows("""
                SELECT step, users
                FROM (
                    SELECT funnel_summary(level, 2) AS summary
                    FROM (
                        SELECT user_id, funnel("timestamp", INTERVAL '365' DAY, steps(event = 'add_to_cart', event = 'purchase')) AS level
                        FROM warehouse.loaded.web_shop
                        GROUP BY user_id))
                CROSS JOIN UNNEST(summary) AS f (step, users, step_rate, total_rate)
                ORDER BY step
                """)).containsExactly(List.of("1", "522"), List.of("2", "297"));
    }

    @Test
    void onlineRetailAsAnExternalTable()
            throws SQLException, IOException
    {
        Path file = ProjectFiles.sharedData("online_retail/online_retail.parquet");
        Path folder = Files.createDirectories(RealServer.shared().data().resolve("warehouse/files/online_retail"));
        Files.copy(file, folder.resolve(file.getFileName()));
        execute("CREATE SCHEMA IF NOT EXISTS warehouse.loaded");
        execute("""
                CREATE TABLE warehouse.loaded.online_retail (
                    invoiceno varchar, stockcode varchar, description varchar, quantity double,
                    invoicedate timestamp(6), unitprice double, customerid double, country varchar)
                WITH (external_location = 'local:///files/online_retail', format = 'PARQUET')
                """);
        assertThat(rows("""
                SELECT count(DISTINCT customerid), CAST(sum(CAST(quantity AS decimal(12, 0)) * CAST(unitprice AS decimal(12, 3))) AS decimal(18, 3))
                FROM warehouse.loaded.online_retail
                WHERE customerid IS NOT NULL AND quantity > 0 AND unitprice > 0
                """)).containsExactly(List.of("4338", "8911407.904"));
    }

    private static List<List<String>> rows(String sql)
            throws SQLException
    {
        try (Connection connection = RealServer.shared().connect(); Statement statement = connection.createStatement()) {
            return Results.table(statement.executeQuery(sql)).rows();
        }
    }

    private static void execute(String sql)
            throws SQLException
    {
        try (Connection connection = RealServer.shared().connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
