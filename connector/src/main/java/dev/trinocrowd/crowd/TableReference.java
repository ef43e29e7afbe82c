package dev.trinocrowd.crowd;

import dev.trinocrowd.catalog.TableEntry;
import io.trino.spi.connector.SchemaTableName;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// A table at the version that a transaction has pinned.
///
/// @param name as it was when it was looked up: for messages and rights
/// @param version of the snapshot that is read
/// @param latest whether the snapshot was the latest when it was pinned, so that the table can be written to
public record TableReference(SchemaTableName name, TableEntry entry, long version, boolean latest)
{
    public TableReference
    {
        requireNonNull(name, "name is null");
        requireNonNull(entry, "entry is null");
        checkArgument(version >= 1, "version must be positive, found %s", version);
    }

    @Override
    public String toString()
    {
        return latest ? name.toString() : name + "@" + version;
    }
}
