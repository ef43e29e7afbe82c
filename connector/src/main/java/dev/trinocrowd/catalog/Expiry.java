package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.storage.DataFiles;
import io.trino.filesystem.FileEntry;
import io.trino.filesystem.Location;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.trinocrowd.catalog.CatalogException.Reason.INVALID_AGE;
import static java.util.Objects.requireNonNull;

/// Deletes what is no longer needed: first no version leads to it, then it goes. What a crash leaves behind goes the next time.
final class Expiry
{
    private final TableFiles files;
    private final SnapshotLog log;
    private final Committer committer;

    Expiry(TableFiles files, SnapshotLog log, Committer committer)
    {
        this.files = requireNonNull(files, "files is null");
        this.log = requireNonNull(log, "log is null");
        this.committer = requireNonNull(committer, "committer is null");
    }

    static void check(Duration age, Duration minimumAge)
    {
        if (age.compareTo(minimumAge) < 0) {
            throw new CatalogException(INVALID_AGE, "expected an age of at least %s, found %s: what is younger may be in use".formatted(minimumAge, age));
        }
    }

    /// @param needed a version that must stay, with all that follow it
    long expire(long before, OptionalLong needed)
    {
        Snapshot tip = committer.commit(new Change()
        {
            @Override
            public Operation operation()
            {
                return Operation.EXPIRE;
            }

            @Override
            public Edit plan(Snapshot latest, long version)
            {
                return new Edit(ImmutableList.of(), ImmutableList.of());
            }

            @Override
            public long oldest(Snapshot latest)
            {
                long first = firstSince(before, latest.state());
                return needed.isPresent() ? Math.min(first, Math.max(needed.orElseThrow(), latest.state().manifest().oldest())) : first;
            }
        });
        return clean(tip.state());
    }

    /// The least version that is not older than a time; the latest if all are.
    private long firstSince(long before, SnapshotState latest)
    {
        Manifest kept = latest.manifest();
        long oldest = kept.oldest();
        while (kept.parent() >= oldest) {
            Manifest parent = log.manifest(kept.parent());
            if (parent.time() < before) {
                break;
            }
            kept = parent;
        }
        return kept.version();
    }

    private long clean(SnapshotState tip)
    {
        long oldest = tip.manifest().oldest();
        long firstNeeded = log.manifest(oldest).checkpoint();
        Set<String> kept = new HashSet<>(log.state(oldest).byPath().keySet());
        Set<String> expired = new HashSet<>();
        List<Long> expiredVersions = new ArrayList<>();
        for (long version : log.log().versions(1)) {
            Optional<Manifest> manifest = log.find(version);
            Set<String> named = version > oldest ? kept : expired;
            manifest.ifPresent(found -> found.added().forEach(file -> named.add(file.path())));
            manifest.flatMap(Manifest::files).ifPresent(all -> all.forEach(file -> named.add(file.path())));
            if (version < firstNeeded) {
                expiredVersions.add(version);
            }
        }
        expired.removeAll(kept);
        List<Location> locations = expired.stream().map(files::location).collect(toImmutableList());
        files.store().delete(locations);
        // Last, since they say which files are to be deleted.
        log.log().delete(expiredVersions);
        return locations.size();
    }

    long removeOrphans(Instant before)
    {
        // What is committed after the listing is not in it.
        List<FileEntry> data = files.store().list(files.folder().appendPath(DataFiles.FOLDER));
        Set<String> named = new HashSet<>(log.tip().state().byPath().keySet());
        for (long version : log.log().versions(1)) {
            log.find(version).ifPresent(manifest -> {
                manifest.added().forEach(file -> named.add(file.path()));
                manifest.files().ifPresent(all -> all.forEach(file -> named.add(file.path())));
            });
        }
        List<Location> orphans = new ArrayList<>();
        for (FileEntry file : data) {
            String path = DataFiles.FOLDER + "/" + file.location().fileName();
            if (DataFiles.isPath(path) && !named.contains(path) && file.lastModified().isBefore(before)) {
                orphans.add(files.location(path));
            }
        }
        files.store().delete(orphans);
        return (long) orphans.size() + log.log().deleteAbandoned(before);
    }
}
