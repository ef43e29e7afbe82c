package dev.trinocrowd.export.table;

import dev.trinocrowd.catalog.ExportEntry;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.Type;

import static java.util.Objects.requireNonNull;

/// Rows that are being staged.
///
/// @param memberType as the rows have it, which may be narrower than the column's
/// @param isNew whether the table is to be created with them
public record ExportWriteHandle(SchemaTableName name, ExportEntry entry, Type memberType, boolean isNew)
        implements ConnectorOutputTableHandle, ConnectorInsertTableHandle, ExportHandle
{
    public ExportWriteHandle
    {
        requireNonNull(name, "name is null");
        requireNonNull(entry, "entry is null");
        requireNonNull(memberType, "memberType is null");
    }

    @Override
    public String toString()
    {
        return name.toString();
    }
}
