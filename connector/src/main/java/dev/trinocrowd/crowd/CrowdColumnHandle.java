package dev.trinocrowd.crowd;

import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.Type;

import static java.util.Objects.requireNonNull;

/// A column of a table handle.
///
/// @param name unique among the columns of its handle
public record CrowdColumnHandle(String name, Type type, ColumnSource source)
        implements ColumnHandle
{
    public CrowdColumnHandle
    {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(source, "source is null");
    }

    @Override
    public String toString()
    {
        return name;
    }
}
