package dev.trinocrowd.crowd;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.inject.Inject;
import dev.trinocrowd.catalog.CatalogCache;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.catalog.SchemaStore;
import dev.trinocrowd.catalog.Snapshot;
import dev.trinocrowd.catalog.TableEntry;
import dev.trinocrowd.catalog.TableStore;
import dev.trinocrowd.export.outbox.DestinationFolders;
import dev.trinocrowd.export.outbox.DestinationLeases;
import dev.trinocrowd.export.outbox.ExportStore;
import dev.trinocrowd.storage.CommitLog;
import dev.trinocrowd.storage.FileCommitter;
import dev.trinocrowd.storage.FileStore;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.spi.connector.ConnectorSession;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/// The catalog's folder, as the user of a session can reach it.
public final class CrowdStorage
{
    private static final long MOST_KEYS = 500_000;

    private final TrinoFileSystemFactory fileSystems;
    private final FileCommitter committer;
    private final Location location;
    private final CatalogCache cache;
    /// Planning asks for the keys of the same versions again and again.
    private final Cache<Version, TableKeys> keys = CacheBuilder.newBuilder()
            .maximumWeight(MOST_KEYS)
            .weigher((Version _, TableKeys table) -> 1 + table.keys().size())
            .build();

    private record Version(UUID table, long version)
    {}

    @Inject
    public CrowdStorage(TrinoFileSystemFactory fileSystems, FileCommitter committer, CatalogCache cache, CrowdConfig config)
    {
        this.fileSystems = requireNonNull(fileSystems, "fileSystems is null");
        this.committer = requireNonNull(committer, "committer is null");
        this.cache = requireNonNull(cache, "cache is null");
        location = Location.of(config.getLocation());
    }

    public SchemaStore schemas(ConnectorSession session)
    {
        return new SchemaStore(new FileStore(fileSystems.create(session), committer), cache, location, Clock.systemUTC(), () -> CrowdSessionProperties.dropDelay(session));
    }

    public TableStore table(ConnectorSession session, TableEntry entry)
    {
        return schemas(session).table(entry);
    }

    public ExportStore export(ConnectorSession session, ExportEntry entry)
    {
        return new ExportStore(new FileStore(fileSystems.create(session), committer), cache, location, entry, Clock.systemUTC());
    }

    /// The leases of a destination, which all export tables of the catalog share.
    public DestinationLeases leases(ConnectorSession session, String destination, Duration life)
    {
        FileStore files = new FileStore(fileSystems.create(session), committer);
        Location folder = location.appendPath(DestinationFolders.relative(destination)).appendPath("lease");
        return new DestinationLeases(new CommitLog(files, folder), destination, life, Clock.systemUTC());
    }

    Snapshot snapshot(ConnectorSession session, TableReference table)
    {
        return table(session, table.entry()).openPinned(table.version());
    }

    TableKeys keys(TableReference table, Snapshot snapshot)
    {
        Version version = new Version(table.entry().id(), table.version());
        TableKeys cached = keys.getIfPresent(version);
        if (cached == null) {
            cached = TableKeys.of(snapshot);
            keys.put(version, cached);
        }
        return cached;
    }
}
