package dev.trinocrowd.catalog;

import com.google.common.cache.Cache;
import com.google.common.collect.ImmutableList;
import dev.trinocrowd.storage.CommitLog;
import dev.trinocrowd.storage.CorruptFileException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static dev.trinocrowd.catalog.CatalogException.Reason.TABLE_NOT_FOUND;
import static dev.trinocrowd.catalog.CatalogException.Reason.VERSION_NOT_FOUND;
import static java.util.Objects.requireNonNull;

/// The versions of a table, read once each.
final class SnapshotLog
{
    private final CommitLog log;
    private final UUID table;
    private final CatalogCache cache;

    /// @param next the version to commit next
    record Tip(SnapshotState state, long next)
    {}

    SnapshotLog(CommitLog log, UUID table, CatalogCache cache)
    {
        this.log = requireNonNull(log, "log is null");
        this.table = requireNonNull(table, "table is null");
        this.cache = requireNonNull(cache, "cache is null");
    }

    CommitLog log()
    {
        return log;
    }

    Tip tip()
    {
        CommitLog.Tip tip = log.tip(cache.knownVersion(table));
        if (tip.version() == 0) {
            throw new CatalogException(TABLE_NOT_FOUND, "The data of the table in %s is gone; it may have been dropped".formatted(log.folder()));
        }
        cache.know(table, tip.version());
        return new Tip(state(tip.version(), tip.text()), tip.next());
    }

    /// The manifest of a version that is known to be committed.
    Manifest manifest(long version)
    {
        return manifest(version, Optional.empty());
    }

    private Manifest manifest(long version, Optional<byte[]> text)
    {
        Cache<CatalogCache.Version, Manifest> manifests = cache.manifests();
        CatalogCache.Version key = new CatalogCache.Version(table, version);
        Manifest cached = manifests.getIfPresent(key);
        if (cached != null) {
            return cached;
        }
        String file = log.file(version).toString();
        Manifest manifest = parse(version,
                text.or(() -> log.read(version)).orElseThrow(() -> new CorruptFileException(file, "it is missing or torn, though later versions follow it")));
        manifests.put(key, manifest);
        return manifest;
    }

    private Manifest parse(long version, byte[] text)
    {
        String file = log.file(version).toString();
        Manifest manifest = Json.read(file, text, Manifest.class);
        if (manifest.format() != Manifest.FORMAT) {
            throw new CorruptFileException(file, "expected format %s, found %s".formatted(Manifest.FORMAT, manifest.format()));
        }
        if (manifest.version() != version || manifest.parent() >= version || !manifest.table().equals(table)) {
            throw new CorruptFileException(file, "it is the manifest of another table or version");
        }
        return manifest;
    }

    /// Whether a version is there that is not torn.
    Optional<Manifest> find(long version)
    {
        Manifest cached = cache.manifests().getIfPresent(new CatalogCache.Version(table, version));
        return Optional.ofNullable(cached).or(() -> log.read(version).map(text -> parse(version, text)));
    }

    SnapshotState state(long version)
    {
        return state(version, Optional.empty());
    }

    private SnapshotState state(long version, Optional<byte[]> text)
    {
        Cache<CatalogCache.Version, SnapshotState> states = cache.states();
        Deque<Manifest> deltas = new ArrayDeque<>();
        Manifest manifest = manifest(version, text);
        List<FileRecord> files;
        while (true) {
            SnapshotState cached = states.getIfPresent(new CatalogCache.Version(table, manifest.version()));
            if (cached != null) {
                if (deltas.isEmpty()) {
                    return cached;
                }
                files = cached.files();
                break;
            }
            if (manifest.files().isPresent()) {
                files = manifest.files().orElseThrow();
                break;
            }
            deltas.push(manifest);
            manifest = manifest(manifest.parent());
        }
        if (!deltas.isEmpty()) {
            files = apply(SnapshotState.of(manifest, files), deltas);
        }
        SnapshotState state = SnapshotState.of(manifest(version, text), files);
        states.put(new CatalogCache.Version(table, version), state);
        return state;
    }

    private List<FileRecord> apply(SnapshotState start, Deque<Manifest> deltas)
    {
        Map<String, FileRecord> files = start.byPath();
        for (Manifest delta : deltas) {
            for (String path : delta.removed()) {
                if (files.remove(path) == null) {
                    throw new CorruptFileException(log.file(delta.version()).toString(), "it removes %s, which is not there".formatted(path));
                }
            }
            delta.added().forEach(file -> files.put(file.path(), file));
        }
        return ImmutableList.copyOf(files.values());
    }

    /// The versions that followed one, the oldest first.
    List<Manifest> since(long version, SnapshotState tip)
    {
        Deque<Manifest> since = new ArrayDeque<>();
        Manifest manifest = tip.manifest();
        while (manifest.version() > version) {
            since.push(manifest);
            if (manifest.parent() < tip.manifest().oldest()) {
                break;
            }
            manifest = manifest(manifest.parent());
        }
        if (manifest.version() != version) {
            throw new CatalogException(VERSION_NOT_FOUND, "Version %s of the table has expired while it was in use".formatted(version));
        }
        return ImmutableList.copyOf(since);
    }

    boolean commit(Manifest manifest)
    {
        if (!log.commit(manifest.version(), Json.write(manifest))) {
            return false;
        }
        cache.know(table, manifest.version());
        return true;
    }
}
