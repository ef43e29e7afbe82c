package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.storage.CommitLog;
import dev.trinocrowd.storage.EncodedKey;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.SetKind;
import dev.trinocrowd.storage.TableWriter;
import dev.trinocrowd.storage.WrittenBucket;
import io.trino.filesystem.Location;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import static dev.trinocrowd.catalog.CatalogException.Reason.VERSION_NOT_FOUND;
import static java.util.Objects.requireNonNull;

/// The rows of a table: its snapshots, and the changes that make the next one.
///
/// A change is committed whole or not at all. When a commit fails with something else than a [dev.trinocrowd.storage.StorageException], such
/// as a filesystem that did not answer, it may have happened; the files that it names must not be deleted.
public final class TableStore
{
    public static final String LOG_FOLDER = "_log";
    /// Snapshots and files that are younger than this may be in use.
    public static final Duration MINIMUM_AGE = Duration.ofHours(24);
    /// Larger files are not merged only because there are several.
    public static final long DEFAULT_SMALL_BYTES = 128L << 20;

    private final TableEntry entry;
    private final TableFiles files;
    private final SnapshotLog log;
    private final Committer committer;
    private final Clock clock;

    /// @param location of the catalog
    public TableStore(FileStore store, CatalogCache cache, Location location, TableEntry entry, Clock clock)
    {
        this.entry = requireNonNull(entry, "entry is null");
        this.clock = requireNonNull(clock, "clock is null");
        Location folder = location.appendPath(entry.folder());
        this.files = new TableFiles(store, cache.files(), folder, entry.buckets());
        this.log = new SnapshotLog(new CommitLog(store, folder.appendPath(LOG_FOLDER)), entry.id(), cache);
        this.committer = new Committer(files, log, entry.id(), clock);
    }

    public TableEntry entry()
    {
        return entry;
    }

    /// Writes the first version of a new table. Nobody sees it before the table is in its schema.
    public Snapshot create(List<WrittenBucket> inserts)
    {
        return committer.commitFirst(new WriteChange(Operation.CREATE, files, log, 0, true, inserts));
    }

    public Snapshot latest()
    {
        return new Snapshot(files, log.tip().state());
    }

    /// @throws CatalogException if there is no such version or it has expired
    public Snapshot open(long version)
    {
        SnapshotState tip = log.tip().state();
        if (version >= tip.manifest().oldest() && version <= tip.manifest().version() && log.find(version).isPresent()) {
            return new Snapshot(files, log.state(version));
        }
        throw new CatalogException(VERSION_NOT_FOUND,
                "The table has no version %s: expected one from %s to %s that is in its history".formatted(version, tip.manifest().oldest(), tip.manifest().version()));
    }

    /// A version that was pinned before, such as that of a handle, without a look at which versions there are.
    public Snapshot openPinned(long version)
    {
        return new Snapshot(files, log.state(version));
    }

    /// The snapshot that was the latest at a time.
    ///
    /// @throws CatalogException if the table is younger, or that snapshot has expired
    public Snapshot asOf(Instant time)
    {
        SnapshotState tip = log.tip().state();
        return new Snapshot(files, new SnapshotSearch(log, tip).asOf(time));
    }

    /// The versions that can be read, the latest first.
    public List<SnapshotInfo> history()
    {
        SnapshotState tip = log.tip().state();
        ImmutableList.Builder<SnapshotInfo> history = ImmutableList.builder();
        Manifest manifest = tip.manifest();
        while (true) {
            Optional<Long> parent = manifest.parent() >= tip.manifest().oldest() ? Optional.of(manifest.parent()) : Optional.empty();
            history.add(new SnapshotInfo(manifest.version(), parent, Times.instant(manifest.time()), manifest.operation(), manifest.totals()));
            if (parent.isEmpty()) {
                return history.build();
            }
            manifest = log.manifest(manifest.parent());
        }
    }

    /// A writer of rows to insert.
    ///
    /// @param base of which rows are left out; empty to write all, as inserts beside deletes and replacements of a table must be
    public TableWriter insertWriter(Optional<Snapshot> base, long maxBytes)
    {
        return new TableWriter(files.store(), files.folder(), SetKind.MEMBERS, entry.buckets(), base.map(snapshot -> snapshot), maxBytes);
    }

    /// A writer of rows to delete.
    public TableWriter deleteWriter(Snapshot base, long maxBytes)
    {
        return new TableWriter(files.store(), files.folder(), SetKind.DELETES, entry.buckets(), Optional.of(base), maxBytes);
    }

    /// Inserts rows.
    ///
    /// @param base the snapshot that the writers were given
    public Snapshot append(Snapshot base, List<WrittenBucket> inserts)
    {
        return committer.commit(new WriteChange(Operation.APPEND, files, log, base.version(), false, inserts));
    }

    /// Deletes rows.
    ///
    /// @param base the snapshot that the writers were given
    /// @throws dev.trinocrowd.storage.CommitConflictException if the same keys have been changed in the same buckets since
    public Snapshot deleteMembers(Snapshot base, List<WrittenBucket> deletes)
    {
        return committer.commit(new WriteChange(Operation.DELETE, files, log, base.version(), false, deletes));
    }

    /// Deletes rows and then inserts rows.
    ///
    /// @param base the snapshot that the writers of deletes were given
    /// @param written deletes, and inserts that were written without a base
    public Snapshot merge(Snapshot base, List<WrittenBucket> written)
    {
        for (WrittenBucket part : written) {
            if (part.kind() == SetKind.MEMBERS && part.filtered()) {
                throw new IllegalArgumentException("inserts beside deletes must be written without a base");
            }
        }
        return committer.commit(new WriteChange(Operation.MERGE, files, log, base.version(), false, written));
    }

    /// Deletes all rows of some keys.
    ///
    /// @throws dev.trinocrowd.storage.CommitConflictException if these keys have been changed since
    public Snapshot deleteKeys(Snapshot base, Set<KeyTuple> keys)
    {
        Set<EncodedKey> encoded = keys.stream().map(KeyCoder::encode).collect(ImmutableSet.toImmutableSet());
        return committer.commit(new DropKeysChange(files, log, base.version(), encoded));
    }

    /// Deletes all rows, those of others as well.
    public Snapshot truncate()
    {
        return committer.commit(new WriteChange(Operation.TRUNCATE, files, log, 0, true, ImmutableList.of()));
    }

    /// Puts rows in place of all rows.
    ///
    /// @param inserts written without a base
    public Snapshot replace(List<WrittenBucket> inserts)
    {
        return committer.commit(new WriteChange(Operation.REPLACE, files, log, 0, true, inserts));
    }

    /// Makes the rows those of an earlier version.
    public Snapshot rollback(long version)
    {
        Map<String, FileRecord> target = open(version).state().byPath();
        return committer.commit(new Change()
        {
            @Override
            public Operation operation()
            {
                return Operation.ROLLBACK;
            }

            @Override
            public Edit plan(Snapshot tip, long next)
            {
                if (version < tip.state().manifest().oldest()) {
                    throw new CatalogException(VERSION_NOT_FOUND, "Version %s of the table has expired".formatted(version));
                }
                return Edit.between(tip.state().byPath(), target.values());
            }
        });
    }

    /// Merges small files, and those of buckets where rows have been deleted.
    ///
    /// @param smallBytes the size from which on a file is not small
    public Snapshot compact(long smallBytes)
    {
        Snapshot snapshot = latest();
        Compaction compaction = Compaction.of(files, snapshot, smallBytes);
        return compaction.isEmpty() ? snapshot : committer.commit(compaction);
    }

    /// Gives up the snapshots that are older than an age, and deletes the files that only they have. The latest always stays.
    ///
    /// @param minimumAge normally [#MINIMUM_AGE]
    /// @return how many files were deleted
    public long expire(Duration age, Duration minimumAge)
    {
        return expire(age, minimumAge, OptionalLong.empty());
    }

    /// @param needed a version that must stay, with all that follow it
    public long expire(Duration age, Duration minimumAge, OptionalLong needed)
    {
        Expiry.check(age, minimumAge);
        return new Expiry(files, log, committer).expire(Times.micros(clock.instant().minus(age)), needed);
    }

    /// Deletes files that no snapshot has and that are older than an age: what failed writes have left behind.
    ///
    /// @param minimumAge normally [#MINIMUM_AGE]
    /// @return how many files were deleted
    public long removeOrphans(Duration age, Duration minimumAge)
    {
        Expiry.check(age, minimumAge);
        return new Expiry(files, log, committer).removeOrphans(clock.instant().minus(age));
    }

    /// Who came and who left between two versions, in either order; per bucket and key, ascending.
    public Iterable<SetChange> changes(long from, long to)
    {
        return new SnapshotDifference(open(from), open(to));
    }
}
