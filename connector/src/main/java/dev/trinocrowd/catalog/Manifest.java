package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/// One version of a table: what it changed in the version before, and now and then all that it has.
///
/// @param format of the manifest
/// @param table whose version it is
/// @param parent the version before; 0 for the first
/// @param time microseconds since 1970 in UTC, later than that of the parent
/// @param writer of this attempt to commit
/// @param oldest the oldest version that can still be read
/// @param checkpoint the greatest version up to this one that lists all files
/// @param added files that are new, or that replace what the parent has under the same path
/// @param removed paths of files that are no longer part of the table
/// @param files all files, if this version is a checkpoint
record Manifest(
        int format,
        UUID table,
        long version,
        long parent,
        long time,
        UUID writer,
        Operation operation,
        SnapshotTotals totals,
        long oldest,
        long checkpoint,
        List<FileRecord> added,
        List<String> removed,
        Optional<List<FileRecord>> files)
{
    static final int FORMAT = 1;

    Manifest
    {
        requireNonNull(table, "table is null");
        requireNonNull(writer, "writer is null");
        requireNonNull(operation, "operation is null");
        requireNonNull(totals, "totals is null");
        added = added == null ? ImmutableList.of() : ImmutableList.copyOf(added);
        removed = removed == null ? ImmutableList.of() : ImmutableList.copyOf(removed);
        files = files == null ? Optional.empty() : files.map(ImmutableList::copyOf);
    }
}
