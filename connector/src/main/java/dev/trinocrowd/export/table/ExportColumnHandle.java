package dev.trinocrowd.export.table;

import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.Type;

import static java.util.Objects.requireNonNull;

/// A column of an export table.
///
/// @param index 0 for the member
public record ExportColumnHandle(String name, Type type, int index)
        implements ColumnHandle
{
    public ExportColumnHandle
    {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
    }

    @Override
    public String toString()
    {
        return name;
    }
}
