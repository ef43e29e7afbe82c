package dev.trinocrowd.export.table;

import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.export.outbox.ExportName;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.SchemaTableName;

import static java.util.Objects.requireNonNull;

/// An export table.
///
/// @param use what its rows are wanted for
/// @param isFiltered whether the engine has shown a filter, which it applies itself
public record ExportTableHandle(SchemaTableName name, ExportEntry entry, Use use, boolean isFiltered)
        implements ConnectorTableHandle, ExportHandle
{
    public enum Use
    {
        READ,
        DELIVER,
        DRY_RUN,
    }

    public ExportTableHandle
    {
        requireNonNull(name, "name is null");
        requireNonNull(entry, "entry is null");
        requireNonNull(use, "use is null");
    }

    ExportTableHandle filtered()
    {
        return new ExportTableHandle(name, entry, use, true);
    }

    ExportName exportName()
    {
        return new ExportName(name.getSchemaName(), name.getTableName());
    }

    public ExportTableHandle withUse(Use newUse)
    {
        return new ExportTableHandle(name, entry, newUse, isFiltered);
    }

    @Override
    public String toString()
    {
        return switch (use) {
            case READ -> "pending rows of %s".formatted(name);
            case DELIVER -> "delivery of %s to %s".formatted(name, entry.destination());
            case DRY_RUN -> "dry run of %s".formatted(name);
        };
    }
}
