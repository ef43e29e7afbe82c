package dev.trinocrowd.catalog;

import java.util.UUID;

import static java.util.Objects.requireNonNull;

/// A table that is no longer in its schema, with files that queries may still read.
///
/// @param keptUntil when its files can be deleted: microseconds since 1970 in UTC
record DroppedTable(UUID id, String folder, long keptUntil)
{
    DroppedTable
    {
        requireNonNull(id, "id is null");
        requireNonNull(folder, "folder is null");
    }
}
