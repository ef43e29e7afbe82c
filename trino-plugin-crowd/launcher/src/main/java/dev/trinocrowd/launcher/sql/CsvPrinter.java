package dev.trinocrowd.launcher.sql;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;

/// NULL is an empty field and an empty text a pair of quotes: the CSV libraries at hand cannot tell them apart without quoting everything.
record CsvPrinter()
        implements ResultPrinter
{
    @Override
    public void print(List<ResultColumn> columns, ResultSet results, PrintWriter out)
            throws SQLException
    {
        out.print(line(columns.stream().map(ResultColumn::name)));
        while (results.next()) {
            out.print(line(ResultPrinter.texts(ResultPrinter.row(columns, results), null).stream()));
        }
        out.flush();
    }

    static String line(Stream<String> values)
    {
        return values.map(CsvPrinter::field).collect(joining(",", "", "\n"));
    }

    private static String field(String value)
    {
        if (value == null) {
            return "";
        }
        boolean quoted = value.isEmpty() || !value.strip().equals(value) || value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
