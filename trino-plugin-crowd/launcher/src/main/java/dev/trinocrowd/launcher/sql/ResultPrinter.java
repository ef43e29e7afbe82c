package dev.trinocrowd.launcher.sql;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import static java.util.stream.Collectors.toCollection;

/// One of the forms in which the result of a statement is printed.
sealed interface ResultPrinter
        permits AlignedPrinter, CsvPrinter, JsonPrinter
{
    void print(List<ResultColumn> columns, ResultSet results, PrintWriter out)
            throws SQLException, IOException;

    /// A statement that gives no rows but does something.
    default void printUpdate(String type, long rows, PrintWriter out)
    {}

    static List<Object> row(List<ResultColumn> columns, ResultSet results)
            throws SQLException
    {
        List<Object> row = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            row.add(Values.read(results, i + 1, columns.get(i).type()));
        }
        return row;
    }

    static List<String> texts(List<Object> row, String whenNull)
    {
        return row.stream().map(value -> Values.text(value, whenNull)).collect(toCollection(ArrayList::new));
    }
}
