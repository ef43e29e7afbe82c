package dev.trinocrowd.examples;

import dev.trinocrowd.launcher.sql.AlignedTable;
import dev.trinocrowd.launcher.sql.Results;
import dev.trinocrowd.launcher.sql.SqlStatement;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The answers of an example as the launcher prints them, without the lists of people.
final class RecordedAnswers
{
    @FunctionalInterface
    interface Connector
    {
        Connection connect()
                throws SQLException;
    }

    private RecordedAnswers()
    {}

    static String text(Example example, Connector connector)
            throws SQLException
    {
        List<String> lines = new ArrayList<>();
        try (Connection connection = connector.connect(); Statement statement = connection.createStatement()) {
            for (SqlStatement sql : example.statements()) {
                if (!statement.execute(sql.text())) {
                    continue;
                }
                AlignedTable table = Results.table(statement.getResultSet());
                if (table.header().contains("user_id")) {
                    continue;
                }
                if (!lines.isEmpty()) {
                    lines.add("");
                }
                lines.addAll(table.lines());
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
