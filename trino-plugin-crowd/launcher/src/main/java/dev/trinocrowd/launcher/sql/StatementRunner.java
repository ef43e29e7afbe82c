package dev.trinocrowd.launcher.sql;

import io.trino.jdbc.TrinoStatement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/// Runs a statement whose result is shown rather than processed.
public final class StatementRunner
{
    private StatementRunner()
    {}

    public static void run(Connection connection, SqlStatement sql, Consumer<AlignedTable> whenRows, Consumer<String> whenDone)
            throws SQLException
    {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql.text())) {
                try (ResultSet results = statement.getResultSet()) {
                    whenRows.accept(AlignedPrinter.table(ResultColumn.of(results.getMetaData()), results));
                }
            }
            else {
                whenDone.accept(AlignedPrinter.updateText(statement.unwrap(TrinoStatement.class).getUpdateType(), statement.getLargeUpdateCount()));
            }
        }
        catch (SQLException e) {
            throw new SQLException(sql.locate(TrinoServer.message(e)), e.getCause());
        }
    }
}
