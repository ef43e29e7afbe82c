package dev.trinocrowd.crowd;

import com.google.inject.Inject;
import dev.trinocrowd.catalog.CatalogCache;
import dev.trinocrowd.catalog.SchemaStore;
import dev.trinocrowd.catalog.Snapshot;
import dev.trinocrowd.catalog.TableEntry;
import dev.trinocrowd.catalog.TableStore;
import dev.trinocrowd.storage.FileCommitter;
import dev.trinocrowd.storage.FileStore;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.spi.connector.ConnectorSession;

import java.time.Clock;

import static java.util.Objects.requireNonNull;

/// The catalog's folder, as the user of a session can reach it.
public final class CrowdStorage
{
    private final TrinoFileSystemFactory fileSystems;
    private final FileCommitter committer;
    private final Location location;
    private final CatalogCache cache;

    @Inject
    public CrowdStorage(TrinoFileSystemFactory fileSystems, FileCommitter committer, CatalogCache cache, CrowdConfig config)
    {
        this.fileSystems = requireNonNull(fileSystems, "fileSystems is null");
        this.committer = requireNonNull(committer, "committer is null");
        this.cache = requireNonNull(cache, "cache is null");
        location = Location.of(config.getLocation());
    }

    SchemaStore schemas(ConnectorSession session)
    {
        return new SchemaStore(new FileStore(fileSystems.create(session), committer), cache, location, Clock.systemUTC());
    }

    TableStore table(ConnectorSession session, TableEntry entry)
    {
        return schemas(session).table(entry);
    }

    Snapshot snapshot(ConnectorSession session, TableReference table)
    {
        return table(session, table.entry()).openPinned(table.version());
    }
}
