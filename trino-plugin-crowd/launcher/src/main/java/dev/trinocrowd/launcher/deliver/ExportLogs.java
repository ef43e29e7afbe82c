package dev.trinocrowd.launcher.deliver;

import dev.trinocrowd.launcher.load.TableName;
import dev.trinocrowd.launcher.sql.AlignedTable;
import dev.trinocrowd.launcher.sql.Results;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

import static dev.trinocrowd.launcher.load.Identifiers.literal;
import static java.util.Objects.requireNonNull;

/// What an export table tells of itself.
record ExportLogs(Connection connection, TableName table)
{
    ExportLogs
    {
        requireNonNull(connection, "connection is null");
        requireNonNull(table, "table is null");
    }

    /// The run of a query, if it has begun one.
    Optional<Run> run(String query)
            throws SQLException
    {
        String sql = """
                SELECT *
                FROM (
                  SELECT run, round, min(run) OVER (PARTITION BY round) AS first_run, status, staged, accepted, rejected, suppressed, unknown, pending, deleted, not_deleted, query_id
                  FROM %s
                )
                WHERE query_id = %s
                """
                .formatted(log("runs"), literal(query));
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                return Optional.empty();
            }
            return Optional.of(new Run(
                    row.getLong("run"),
                    row.getLong("round"),
                    row.getLong("first_run"),
                    row.getString("status"),
                    row.getLong("staged"),
                    row.getLong("accepted"),
                    row.getLong("rejected"),
                    row.getLong("suppressed"),
                    row.getLong("unknown"),
                    row.getLong("pending"),
                    row.getLong("deleted"),
                    row.getLong("not_deleted")));
        }
    }

    /// Whether a row waits to be delivered. Those of a mirrored crowd do not wait.
    boolean hasStaged()
            throws SQLException
    {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT 1 FROM %s LIMIT 1".formatted(table.sql()))) {
            return row.next();
        }
        catch (SQLException e) {
            if (e.getErrorCode() == ErrorCodes.NOT_SUPPORTED) {
                return false;
            }
            throw e;
        }
    }

    /// The first rows that were refused in a round.
    AlignedTable refused(long round, int limit)
            throws SQLException
    {
        return table("""
                SELECT e.member, e.message
                FROM %s
                CROSS JOIN UNNEST(exceptions) AS e (member, message)
                WHERE round = %s
                ORDER BY 1
                LIMIT %s
                """.formatted(log("deliveries"), round, limit));
    }

    /// What a delivery would do.
    AlignedTable preview()
            throws SQLException
    {
        return table("SELECT metric_name, metric_value FROM " + log("preview"));
    }

    /// Whether a query is still being worked at.
    boolean isRunning(String query)
            throws SQLException
    {
        String sql = "SELECT 1 FROM system.runtime.queries WHERE query_id = %s AND state NOT IN ('FINISHED', 'FAILED')".formatted(literal(query));
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.next();
        }
    }

    private AlignedTable table(String sql)
            throws SQLException
    {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            return Results.table(rows);
        }
    }

    private String log(String kind)
    {
        return table.sibling(table.table() + "$" + kind).sql();
    }
}
