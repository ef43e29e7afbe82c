package dev.trinocrowd.export.table;

import io.trino.spi.connector.ConnectorTableExecuteHandle;

import static java.util.Objects.requireNonNull;

/// A delivery, or what is to show what one would do.
public record ExportExecuteHandle(ExportTableHandle table)
        implements ConnectorTableExecuteHandle, ExportHandle
{
    public ExportExecuteHandle
    {
        requireNonNull(table, "table is null");
    }

    @Override
    public String toString()
    {
        return table.toString();
    }
}
