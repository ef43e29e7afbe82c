package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.storage.CommitConflictException;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import static java.util.Objects.requireNonNull;

/// Commits changes as the next version of a table; again on top of what others have committed before.
final class Committer
{
    private static final int MAX_ATTEMPTS = 200;
    private static final int MAX_DELAY_MILLIS = 500;
    /// How many versions a reader has to read at most.
    static final int CHECKPOINT_INTERVAL = 10;

    private final TableFiles files;
    private final SnapshotLog log;
    private final UUID table;
    private final Clock clock;

    Committer(TableFiles files, SnapshotLog log, UUID table, Clock clock)
    {
        this.files = requireNonNull(files, "files is null");
        this.log = requireNonNull(log, "log is null");
        this.table = requireNonNull(table, "table is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /// @return the new snapshot, or the latest one if the change turns out to change nothing
    Snapshot commit(Change change)
    {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            SnapshotLog.Tip tip = log.tip();
            Snapshot parent = new Snapshot(files, tip.state());
            Edit edit = change.plan(parent, tip.next());
            long oldest = change.oldest(parent);
            if (edit.isEmpty() && oldest == tip.state().manifest().oldest()) {
                return parent;
            }
            Manifest manifest = manifest(change.operation(), Optional.of(tip.state()), tip.next(), edit, oldest);
            if (log.commit(manifest)) {
                return new Snapshot(files, log.state(manifest.version()));
            }
            pause(attempt);
        }
        throw new CommitConflictException(
                "The table is being changed by too many others: %s attempts to commit came too late. Nothing was changed; run the statement again".formatted(MAX_ATTEMPTS));
    }

    /// Commits the first version of a table that nobody knows of yet.
    Snapshot commitFirst(Change change)
    {
        Snapshot nothing = new Snapshot(files,
                SnapshotState.of(manifest(Operation.CREATE, Optional.empty(), 0, new Edit(ImmutableList.of(), ImmutableList.of()), 1), ImmutableList.of()));
        Edit edit = change.plan(nothing, 1);
        Manifest manifest = manifest(Operation.CREATE, Optional.empty(), 1, edit, 1);
        if (!log.commit(manifest)) {
            throw new CommitConflictException("The table in %s exists already".formatted(files.folder()));
        }
        return new Snapshot(files, log.state(1));
    }

    private static void pause(int attempt)
    {
        int bound = Math.min(MAX_DELAY_MILLIS, 2 << Math.min(attempt, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(bound) + 1L);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommitConflictException("Interrupted while others were changing the table. Nothing was changed");
        }
    }

    private Manifest manifest(Operation operation, Optional<SnapshotState> parent, long version, Edit edit, long oldest)
    {
        Map<String, FileRecord> before = parent.map(SnapshotState::byPath).orElse(Map.of());
        Map<String, FileRecord> after = new LinkedHashMap<>(before);
        edit.removed().forEach(after::remove);
        edit.added().forEach(file -> after.put(file.path(), file));
        long parentVersion = parent.map(state -> state.manifest().version()).orElse(0L);
        long time = Math.max(Times.micros(clock.instant()), parent.map(state -> state.manifest().time() + 1).orElse(0L));
        boolean isCheckpoint = parent.isEmpty()
                || operation == Operation.EXPIRE
                || version - parent.orElseThrow().manifest().checkpoint() >= CHECKPOINT_INTERVAL;
        return new Manifest(
                Manifest.FORMAT,
                table,
                version,
                parentVersion,
                time,
                UUID.randomUUID(),
                operation,
                totals(operation, before, after.values(), edit),
                oldest,
                isCheckpoint ? version : parent.orElseThrow().manifest().checkpoint(),
                edit.added(),
                edit.removed(),
                isCheckpoint ? Optional.of(ImmutableList.copyOf(after.values())) : Optional.empty());
    }

    private static SnapshotTotals totals(Operation operation, Map<String, FileRecord> before, Collection<FileRecord> after, Edit edit)
    {
        long rows = 0;
        long bytes = 0;
        for (FileRecord file : after) {
            rows += file.change();
            bytes += file.summary().bytes();
        }
        long addedRows = 0;
        long removedRows = 0;
        long addedFiles = 0;
        long addedBytes = 0;
        long removedBytes = 0;
        for (FileRecord file : edit.added()) {
            long change = file.change();
            FileRecord previous = before.get(file.path());
            if (previous == null) {
                addedFiles++;
                addedBytes += file.summary().bytes();
            }
            else {
                change -= previous.change();
            }
            addedRows += Math.max(0, change);
            removedRows += Math.max(0, -change);
        }
        for (String path : edit.removed()) {
            FileRecord file = before.get(path);
            removedBytes += file.summary().bytes();
            addedRows += Math.max(0, -file.change());
            removedRows += Math.max(0, file.change());
        }
        if (operation.keepsRows()) {
            addedRows = 0;
            removedRows = 0;
        }
        return new SnapshotTotals(rows, after.size(), bytes, addedRows, removedRows, addedFiles, edit.removed().size(), addedBytes, removedBytes);
    }
}
