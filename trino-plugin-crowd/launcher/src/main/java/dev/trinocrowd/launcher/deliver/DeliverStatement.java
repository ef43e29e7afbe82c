package dev.trinocrowd.launcher.deliver;

import dev.trinocrowd.launcher.load.TableName;
import io.trino.jdbc.TrinoStatement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// One `deliver` on the server. Another thread may ask for its query, and cancel it.
final class DeliverStatement
        implements AutoCloseable
{
    private final TrinoStatement statement;
    private final TableName table;
    private volatile Optional<String> query = Optional.empty();

    DeliverStatement(Connection connection, TableName table)
            throws SQLException
    {
        this.table = requireNonNull(table, "table is null");
        statement = connection.createStatement().unwrap(TrinoStatement.class);
        statement.setProgressMonitor(stats -> query = Optional.of(stats.getQueryId()));
    }

    Attempt run()
            throws SQLException
    {
        try {
            statement.execute("ALTER TABLE %s EXECUTE deliver".formatted(table.sql()));
            return new Attempt.Done(query.orElseThrow(() -> new SQLException("The server has not named the query that it ran")));
        }
        catch (SQLException e) {
            return Attempt.of(e).orElseThrow(() -> e);
        }
    }

    Optional<String> query()
    {
        return query;
    }

    void cancel()
            throws SQLException
    {
        statement.cancel();
    }

    @Override
    public void close()
            throws SQLException
    {
        statement.close();
    }
}
