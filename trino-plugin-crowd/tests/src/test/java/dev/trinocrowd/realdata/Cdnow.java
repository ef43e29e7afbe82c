package dev.trinocrowd.realdata;

import com.google.common.base.Splitter;
import com.google.common.collect.Lists;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import static java.util.stream.Collectors.joining;

/// The CDNOW purchases of 1997-01-01 to 1998-06-30, a sample of one customer in ten.
final class Cdnow
{
    private static final int ROWS_A_STATEMENT = 1_000;
    private static final Splitter COLUMNS = Splitter.on(' ').omitEmptyStrings();

    private Cdnow()
    {}

    /// Creates `cdnow(customer_id, day, cds, dollars)`.
    ///
    /// @param file lines of id in the whole data set, id in the sample, yyyyMMdd, number of CDs, dollars
    static void load(Path file, Consumer<String> sql)
    {
        sql.accept("CREATE TABLE cdnow (customer_id bigint, day date, cds integer, dollars decimal(10, 2))");
        for (List<String> lines : Lists.partition(lines(file), ROWS_A_STATEMENT)) {
            sql.accept(lines.stream().map(Cdnow::row).collect(joining(",", "INSERT INTO cdnow VALUES ", "")));
        }
    }

    private static String row(String line)
    {
        List<String> columns = COLUMNS.splitToList(line);
        String day = columns.get(2);
        return "(%s, DATE '%s-%s-%s', %s, DECIMAL '%s')".formatted(
                columns.get(1),
                day.substring(0, 4),
                day.substring(4, 6),
                day.substring(6),
                columns.get(3),
                columns.get(4));
    }

    private static List<String> lines(Path file)
    {
        try {
            return Files.readAllLines(file);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
