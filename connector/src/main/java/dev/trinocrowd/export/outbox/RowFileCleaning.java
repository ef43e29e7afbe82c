package dev.trinocrowd.export.outbox;

import dev.trinocrowd.storage.FileStore;
import io.trino.filesystem.FileEntry;
import io.trino.filesystem.Location;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// Deletes row files: those of delivered rounds that no state needs, and what failed statements have left.
record RowFileCleaning(FileStore files, Location table)
{
    /// What a run deletes, so that it ends soon.
    private static final int MOST_FILES = 10_000;

    RowFileCleaning
    {
        requireNonNull(files, "files is null");
        requireNonNull(table, "table is null");
    }

    /// All row files that are there. What is needed must be asked for afterwards, so that what is committed in between is not in it.
    List<FileEntry> list()
    {
        return files.list(table.appendPath(RowFileWriter.FOLDER));
    }

    /// @param needed paths in the export table's folder
    /// @param before what is younger may be in use
    /// @return how many files were deleted
    int delete(List<FileEntry> found, Set<String> needed, Instant before)
    {
        List<Location> unneeded = found.stream()
                .filter(file -> file.lastModified().isBefore(before))
                .map(file -> "%s/%s".formatted(RowFileWriter.FOLDER, file.location().fileName()))
                .filter(path -> !needed.contains(path))
                .limit(MOST_FILES)
                .map(table::appendPath)
                .collect(toImmutableList());
        if (!unneeded.isEmpty()) {
            files.delete(unneeded);
        }
        return unneeded.size();
    }

    /// The row files to which some versions of an outbox lead.
    static Set<String> paths(Collection<OutboxManifest> outboxes)
    {
        Set<String> paths = new HashSet<>();
        for (OutboxManifest outbox : outboxes) {
            outbox.pending().forEach(staged -> add(staged.files(), paths));
            outbox.layers().forEach(layer -> add(layer.files(), paths));
            outbox.round().ifPresent(round -> {
                round.staged().forEach(staged -> add(staged.files(), paths));
                round.layers().forEach(layer -> add(layer.files(), paths));
            });
        }
        return paths;
    }

    static void add(List<RowFileRecord> records, Set<String> paths)
    {
        records.forEach(record -> paths.add(record.path()));
    }
}
