package dev.trinocrowd.launcher.load;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import java.util.List;

import static dev.trinocrowd.launcher.load.Identifiers.quote;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/// Many rows in one statement: as one JSON literal, which Trino reads many times faster than a long list of VALUES.
final class InsertBatch
{
    /// Trino's default for `query.max-length`; a server may allow more, but tells nobody.
    private static final int MAX_LENGTH = 1_000_000;

    private final String prefix;
    private final String suffix;
    private final StringBuilder json = new StringBuilder();
    private long rows;

    InsertBatch(TableName table, List<Column> columns)
    {
        requireNonNull(table, "table is null");
        String fields = columns.stream().map(column -> quote(column.name()) + " varchar").collect(joining(", "));
        String names = columns.stream().map(Column::quotedName).collect(joining(", "));
        String values = columns.stream().map(column -> "CAST(%s AS %s)".formatted(column.quotedName(), column.type().sql())).collect(joining(", "));
        this.prefix = "INSERT INTO %s SELECT %s FROM UNNEST(CAST(json_parse('[".formatted(table.sql(), values);
        this.suffix = "]') AS array(row(%s)))) AS t (%s)".formatted(fields, names);
    }

    /// @param values texts for CAST, null for NULL
    /// @return whether the row found room
    boolean add(List<String> values)
    {
        int before = json.length();
        json.append(before == 0 ? "[" : ",[");
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            append(values.get(i));
        }
        json.append(']');
        if (prefix.length() + json.length() + suffix.length() > MAX_LENGTH) {
            json.setLength(before);
            return false;
        }
        rows++;
        return true;
    }

    private void append(String value)
    {
        if (value == null) {
            json.append("null");
            return;
        }
        json.append('"');
        for (char c : JsonStringEncoder.getInstance().quoteAsString(value)) {
            json.append(c);
            if (c == '\'') {
                json.append(c);
            }
        }
        json.append('"');
    }

    boolean isEmpty()
    {
        return rows == 0;
    }

    /// The statement for the rows so far; the batch is empty afterwards.
    Statement take()
    {
        Statement statement = new Statement(prefix + json + suffix, rows);
        json.setLength(0);
        rows = 0;
        return statement;
    }

    record Statement(String sql, long rows)
    {
        Statement
        {
            requireNonNull(sql, "sql is null");
        }

        /// What follows the last statement of a load.
        static Statement end()
        {
            return new Statement("", 0);
        }

        boolean isEnd()
        {
            return rows == 0;
        }
    }
}
