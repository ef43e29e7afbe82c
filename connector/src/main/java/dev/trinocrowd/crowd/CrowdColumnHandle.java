package dev.trinocrowd.crowd;

import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.Type;

import java.util.Objects;

import static java.util.Objects.requireNonNull;

/// A column of a table handle.
///
/// Its name and type say which one it is. What it stands for follows from the handle: DISTINCT, for one, changes what a column of the plan
/// is computed from, and the plan keeps the column that it has.
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
    public boolean equals(Object other)
    {
        return other instanceof CrowdColumnHandle column && name.equals(column.name) && type.equals(column.type);
    }

    @Override
    public int hashCode()
    {
        return Objects.hash(name, type);
    }

    @Override
    public String toString()
    {
        return name;
    }
}
