package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.TableEntry;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// Rows that are being written into a table.
///
/// @param types of the columns, in the table's order
/// @param base the version of which rows are left out; empty if the table is new
/// @param replace whether a new table takes the place of one of its name
public record CrowdWriteHandle(SchemaTableName name, TableEntry entry, List<Type> types, Optional<Long> base, boolean replace)
        implements ConnectorOutputTableHandle, ConnectorInsertTableHandle
{
    public CrowdWriteHandle
    {
        requireNonNull(name, "name is null");
        requireNonNull(entry, "entry is null");
        types = ImmutableList.copyOf(types);
        checkArgument(types.size() == entry.keys().size() + 1, "there must be %s columns, found %s", entry.keys().size() + 1, types.size());
        requireNonNull(base, "base is null");
    }

    @Override
    public String toString()
    {
        return name.toString();
    }
}
