package dev.trinocrowd.export.outbox;

import static java.util.Objects.requireNonNull;

/// What is known of a row file without opening it.
///
/// @param path in the export table's folder
public record RowFileRecord(String path, long rows, long bytes, int footerBytes)
{
    public RowFileRecord
    {
        requireNonNull(path, "path is null");
    }
}
