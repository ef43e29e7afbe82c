package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.storage.FileStore;
import io.trino.filesystem.Location;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/// The row files of an export table, each opened once. Not for several threads.
final class RowFiles
{
    private final FileStore files;
    private final Location table;
    private final Map<String, RowFile> opened = new HashMap<>();

    RowFiles(FileStore files, Location table)
    {
        this.files = requireNonNull(files, "files is null");
        this.table = requireNonNull(table, "table is null");
    }

    RowFile open(RowFileRecord file)
    {
        return opened.computeIfAbsent(file.path(), _ -> RowFile.open(files, table, file));
    }

    List<RowCursor> cursors(List<RowFileRecord> records, int shard)
    {
        ImmutableList.Builder<RowCursor> cursors = ImmutableList.builder();
        records.forEach(record -> cursors.add(open(record).rows(shard)));
        return cursors.build();
    }
}
