package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.UserException;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

import static dev.trinocrowd.launcher.load.Identifiers.literal;
import static dev.trinocrowd.launcher.load.Identifiers.quote;
import static java.util.Objects.requireNonNull;

/// The few statements that a load needs besides its inserts.
final class Warehouse
{
    private final Connection connection;

    Warehouse(Connection connection)
    {
        this.connection = requireNonNull(connection, "connection is null");
    }

    void checkCatalog(TableName table)
            throws SQLException
    {
        if (!exists("SELECT 1 FROM system.metadata.catalogs WHERE catalog_name = " + literal(table.catalog()))) {
            throw new UserException("The server has no catalog '%s'.".formatted(table.catalog()));
        }
    }

    boolean hasSchema(TableName table)
            throws SQLException
    {
        return exists("SELECT 1 FROM %s.information_schema.schemata WHERE schema_name = %s".formatted(quote(table.catalog()), literal(table.schema())));
    }

    boolean hasTable(TableName table)
            throws SQLException
    {
        return exists("SELECT 1 FROM %s.information_schema.tables WHERE table_schema = %s AND table_name = %s".formatted(quote(table.catalog()), literal(table.schema()),
                literal(table.table())));
    }

    /// The types of the table's columns in their order.
    Map<String, String> columns(TableName table)
            throws SQLException
    {
        Map<String, String> columns = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SHOW COLUMNS FROM " + table.sql())) {
            while (results.next()) {
                columns.put(results.getString(1), results.getString(2));
            }
        }
        return columns;
    }

    long count(TableName table)
            throws SQLException
    {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT count(*) FROM " + table.sql())) {
            results.next();
            return results.getLong(1);
        }
    }

    void execute(String sql)
            throws SQLException
    {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean exists(String query)
            throws SQLException
    {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            return results.next();
        }
    }
}
