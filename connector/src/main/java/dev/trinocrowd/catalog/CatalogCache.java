package dev.trinocrowd.catalog;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.trinocrowd.storage.StorageCache;

import java.util.UUID;

/// What a node remembers of a catalog, for all of its queries: nothing in it ever changes.
public final class CatalogCache
{
    private static final int FILE_BYTES = 600;
    private static final int KEY_BYTES = 150;
    private static final int MAX_TABLES = 100_000;

    private final StorageCache files;
    private final Cache<Version, Manifest> manifests;
    private final Cache<Version, SnapshotState> states;
    private final Cache<UUID, Long> versions = CacheBuilder.newBuilder().maximumSize(MAX_TABLES).build();

    record Version(UUID table, long version)
    {}

    /// @param maxBytes of footers, directories and containers
    /// @param maxManifestBytes of manifests and the lists of files made of them, roughly
    public CatalogCache(long maxBytes, long maxManifestBytes)
    {
        files = new StorageCache(maxBytes);
        manifests = CacheBuilder.newBuilder()
                .maximumWeight(maxManifestBytes / 2)
                .weigher((Version _, Manifest manifest) -> weight(manifest.added()) + manifest.files().map(CatalogCache::weight).orElse(0))
                .build();
        states = CacheBuilder.newBuilder()
                .maximumWeight(maxManifestBytes / 2)
                .weigher((Version _, SnapshotState state) -> weight(state.files()))
                .build();
    }

    private static int weight(Iterable<FileRecord> files)
    {
        long bytes = FILE_BYTES;
        for (FileRecord file : files) {
            bytes += FILE_BYTES + (long) KEY_BYTES * file.summary().counts().map(counts -> counts.size()).orElse(0) + 32L * file.dropped().size() + 64L * file.idle().size();
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE / 2);
    }

    public StorageCache files()
    {
        return files;
    }

    Cache<Version, Manifest> manifests()
    {
        return manifests;
    }

    Cache<Version, SnapshotState> states()
    {
        return states;
    }

    /// A version of a table that was seen, or 0.
    long knownVersion(UUID table)
    {
        Long version = versions.getIfPresent(table);
        return version == null ? 0 : version;
    }

    void know(UUID table, long version)
    {
        versions.asMap().merge(table, version, Math::max);
    }
}
