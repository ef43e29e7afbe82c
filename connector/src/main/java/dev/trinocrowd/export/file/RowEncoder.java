package dev.trinocrowd.export.file;

import dev.trinocrowd.export.delivery.OutboxRow;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Writes rows in a file's format. The same rows give the same bytes.
interface RowEncoder
{
    /// @param out is not closed
    void write(List<OutboxRow> rows, OutputStream out)
            throws IOException;
}
