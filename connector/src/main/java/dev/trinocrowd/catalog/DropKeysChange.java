package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.DataFile;
import dev.trinocrowd.storage.EncodedKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/// Takes keys with all of their rows from the table, without touching a data file.
final class DropKeysChange
        implements Change
{
    private final TableFiles files;
    private final SnapshotLog log;
    private final long base;
    private final Set<EncodedKey> keys;

    DropKeysChange(TableFiles files, SnapshotLog log, long base, Set<EncodedKey> keys)
    {
        this.files = requireNonNull(files, "files is null");
        this.log = requireNonNull(log, "log is null");
        this.base = base;
        this.keys = ImmutableSet.copyOf(keys);
    }

    @Override
    public Operation operation()
    {
        return Operation.DELETE;
    }

    @Override
    public Edit plan(Snapshot tip, long version)
    {
        Set<Integer> buckets = tip.state().buckets().keySet();
        TouchedKeys touched = new TouchedKeys(files, log, log.since(base, tip.state()), buckets);
        ImmutableList.Builder<FileRecord> added = ImmutableList.builder();
        ImmutableList.Builder<String> removed = ImmutableList.builder();
        for (int bucket : buckets) {
            for (EncodedKey key : keys) {
                if (touched.isTouched(bucket, key)) {
                    throw new CommitConflictException(
                            "The table was changed meanwhile (after version %s that was read): rows of a key that is to be deleted have been changed. Nothing was changed; run the statement again"
                                    .formatted(base));
                }
            }
            for (FileRecord file : tip.state().files(bucket)) {
                drop(file, added, removed);
            }
        }
        return new Edit(added.build(), removed.build());
    }

    private void drop(FileRecord record, ImmutableList.Builder<FileRecord> added, ImmutableList.Builder<String> removed)
    {
        boolean canHave = keys.stream().anyMatch(key -> key.compareTo(record.summary().minKey()) >= 0 && key.compareTo(record.summary().maxKey()) <= 0);
        if (!canHave) {
            return;
        }
        DataFile file = files.open(record);
        boolean[] dropped = new boolean[file.keys()];
        boolean changes = false;
        boolean keepsAny = false;
        long rows = record.rows();
        for (int ordinal = 0; ordinal < file.keys(); ordinal++) {
            dropped[ordinal] = record.isDropped(ordinal);
            if (!dropped[ordinal] && keys.contains(file.key(ordinal))) {
                dropped[ordinal] = true;
                changes = true;
                rows -= file.cardinality(ordinal) - record.idle(ordinal);
            }
            keepsAny |= !dropped[ordinal];
        }
        if (!changes) {
            return;
        }
        if (!keepsAny) {
            removed.add(record.path());
            return;
        }
        TreeMap<Integer, Long> idle = new TreeMap<>(record.idle());
        idle.keySet().removeIf(ordinal -> dropped[ordinal]);
        added.add(new FileRecord(record.path(), record.kind(), record.bucket(), record.sequence(), record.summary(), ranges(dropped), idle, rows));
    }

    private static List<OrdinalRange> ranges(boolean[] dropped)
    {
        List<OrdinalRange> ranges = new ArrayList<>();
        int start = -1;
        for (int ordinal = 0; ordinal <= dropped.length; ordinal++) {
            boolean isDropped = ordinal < dropped.length && dropped[ordinal];
            if (isDropped && start < 0) {
                start = ordinal;
            }
            else if (!isDropped && start >= 0) {
                ranges.add(new OrdinalRange(start, ordinal - 1));
                start = -1;
            }
        }
        return ranges;
    }
}
