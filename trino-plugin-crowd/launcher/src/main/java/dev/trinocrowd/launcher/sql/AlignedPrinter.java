package dev.trinocrowd.launcher.sql;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import static java.util.stream.Collectors.toSet;
import static java.util.stream.IntStream.range;

record AlignedPrinter()
        implements ResultPrinter
{
    @Override
    public void print(List<ResultColumn> columns, ResultSet results, PrintWriter out)
            throws SQLException
    {
        table(columns, results).lines().forEach(out::println);
    }

    @Override
    public void printUpdate(String type, long rows, PrintWriter out)
    {
        out.println(updateText(type, rows));
    }

    static String updateText(String type, long rows)
    {
        // Trino reports 0 rows for what changes none by its nature, such as CREATE SCHEMA, as well.
        return rows == 1 ? type + ": 1 row" : "%s: %s rows".formatted(type, rows);
    }

    static AlignedTable table(List<ResultColumn> columns, ResultSet results)
            throws SQLException
    {
        List<List<String>> rows = new ArrayList<>();
        while (results.next()) {
            rows.add(ResultPrinter.texts(ResultPrinter.row(columns, results), "NULL"));
        }
        Set<Integer> numbers = range(0, columns.size()).filter(i -> columns.get(i).type().isNumber()).boxed().collect(toSet());
        return new AlignedTable(columns.stream().map(ResultColumn::name).toList(), numbers, rows);
    }
}
