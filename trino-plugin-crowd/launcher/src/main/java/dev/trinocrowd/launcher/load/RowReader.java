package dev.trinocrowd.launcher.load;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Reads a file row by row; what is wrong with the file is a [dev.trinocrowd.launcher.UserException] that says where.
sealed interface RowReader
        extends Closeable
        permits CsvRowReader, JsonRowReader
{
    /// The columns found so far: all of them at once in CSV, one after the other in JSON.
    List<String> columns();

    Optional<SourceRow> next()
            throws IOException;
}
