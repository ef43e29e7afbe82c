package dev.trinocrowd.examples;

import com.google.common.collect.ImmutableList;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// What a statement returned; a statement without a result has no columns.
record Answer(List<String> columns, List<List<Object>> rows)
{
    Answer
    {
        columns = ImmutableList.copyOf(columns);
    }

    static Answer of(Connection connection, String sql)
            throws SQLException
    {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return new Answer(List.of(), List.of());
            }
            ResultSet results = statement.getResultSet();
            ResultSetMetaData metadata = results.getMetaData();
            ImmutableList.Builder<String> columns = ImmutableList.builder();
            for (int column = 1; column <= metadata.getColumnCount(); column++) {
                columns.add(metadata.getColumnLabel(column));
            }
            List<List<Object>> rows = new ArrayList<>();
            while (results.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= metadata.getColumnCount(); column++) {
                    row.add(widened(results.getObject(column)));
                }
                rows.add(row);
            }
            return new Answer(columns.build(), rows);
        }
    }

    boolean has(String column)
    {
        return columns.contains(column);
    }

    Object value(List<Object> row, String column)
    {
        return row.get(columns.indexOf(column));
    }

    // A key may be an integer in one statement and a bigint in the other.
    private static Object widened(Object value)
    {
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }
}
