package dev.trinocrowd.crowd;

import dev.trinocrowd.catalog.CatalogException;
import dev.trinocrowd.catalog.SchemaInfo;
import dev.trinocrowd.catalog.SchemaStore;
import dev.trinocrowd.catalog.Snapshot;
import dev.trinocrowd.catalog.TableEntry;
import dev.trinocrowd.catalog.TableStore;
import dev.trinocrowd.catalog.ViewEntry;
import dev.trinocrowd.export.table.OpenRounds;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SchemaTableName;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/// What a transaction has looked up: it meets the same schemas and the same versions of tables again.
public final class PinnedTables
{
    private final CrowdStorage storage;
    private final Map<String, Optional<SchemaInfo>> schemas = new HashMap<>();
    private final Map<UUID, Snapshot> latest = new HashMap<>();
    private final Map<TableReference, CatalogException> missing = new HashMap<>();

    PinnedTables(CrowdStorage storage)
    {
        this.storage = requireNonNull(storage, "storage is null");
    }

    public SchemaStore store(ConnectorSession session)
    {
        return storage.schemas(session);
    }

    TableStore store(ConnectorSession session, TableReference table)
    {
        return storage.table(session, table.entry());
    }

    /// The least version of a table that deliveries of exports will read again.
    OptionalLong oldestNeeded(ConnectorSession session, TableReference table)
    {
        return OpenRounds.oldestVersion(storage, session, table.entry().id());
    }

    public synchronized Optional<SchemaInfo> schema(ConnectorSession session, String schema)
    {
        return schemas.computeIfAbsent(schema, name -> storage.schemas(session).find(name));
    }

    Optional<TableEntry> table(ConnectorSession session, SchemaTableName name)
    {
        return schema(session, name.getSchemaName()).flatMap(schema -> schema.table(name.getTableName()));
    }

    Optional<ViewEntry> view(ConnectorSession session, SchemaTableName name)
    {
        return schema(session, name.getSchemaName()).flatMap(schema -> schema.view(name.getTableName()));
    }

    public synchronized Optional<TableReference> latest(ConnectorSession session, SchemaTableName name)
    {
        return table(session, name).map(entry -> {
            Snapshot snapshot = latest.computeIfAbsent(entry.id(), _ -> storage.table(session, entry).latest());
            return new TableReference(name, entry, snapshot.version(), true);
        });
    }

    Optional<TableReference> atVersion(ConnectorSession session, SchemaTableName name, long version)
    {
        return earlier(session, name, table -> table.open(version));
    }

    Optional<TableReference> asOf(ConnectorSession session, SchemaTableName name, Instant time)
    {
        return earlier(session, name, table -> table.asOf(time));
    }

    /// The engine checks who may read a table after it has looked it up. Until then nobody must learn which versions the table has, so that
    /// the failure to find one is kept for [#snapshot].
    private Optional<TableReference> earlier(ConnectorSession session, SchemaTableName name, Function<TableStore, Snapshot> open)
    {
        return table(session, name).map(entry -> {
            try {
                return new TableReference(name, entry, open.apply(storage.table(session, entry)).version(), false);
            }
            catch (CatalogException e) {
                synchronized (this) {
                    TableReference nowhere = new TableReference(name, entry, Long.MAX_VALUE - missing.size(), false);
                    missing.put(nowhere, e);
                    return nowhere;
                }
            }
        });
    }

    /// @throws CatalogException if the table has no such version, or has it no longer
    Snapshot snapshot(ConnectorSession session, TableReference table)
    {
        synchronized (this) {
            if (missing.containsKey(table)) {
                throw missing.get(table);
            }
            Snapshot snapshot = latest.get(table.entry().id());
            if (snapshot != null && snapshot.version() == table.version()) {
                return snapshot;
            }
        }
        return storage.snapshot(session, table);
    }

    TableKeys keys(ConnectorSession session, TableReference table)
    {
        return storage.keys(table, snapshot(session, table));
    }

    /// After a change of its own, a transaction looks again.
    public void change(Runnable change)
    {
        try {
            change.run();
        }
        finally {
            forget();
        }
    }

    public synchronized void forget()
    {
        schemas.clear();
        latest.clear();
    }
}
