package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.CommitLog;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.WrittenBucket;
import io.trino.filesystem.FileEntry;
import io.trino.filesystem.Location;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import static dev.trinocrowd.catalog.CatalogException.Reason.SCHEMA_EXISTS;
import static dev.trinocrowd.catalog.CatalogException.Reason.SCHEMA_NOT_EMPTY;
import static dev.trinocrowd.catalog.CatalogException.Reason.SCHEMA_NOT_FOUND;
import static dev.trinocrowd.catalog.TableStore.LOG_FOLDER;
import static java.util.Objects.requireNonNull;

/// The schemas of a catalog with their tables and views. Each change is one commit to the log of one schema.
///
/// Cheap to make; what is worth keeping is in the cache, which all share.
public final class SchemaStore
{
    private final FileStore files;
    private final CatalogCache cache;
    private final Location location;
    private final Clock clock;
    private final Supplier<Duration> dropDelay;

    /// @param location the catalog's folder
    /// @param dropDelay how long the files of a table stay after it was dropped or replaced, for those who still read it; asked for by changes only
    public SchemaStore(FileStore files, CatalogCache cache, Location location, Clock clock, Supplier<Duration> dropDelay)
    {
        this.files = requireNonNull(files, "files is null");
        this.cache = requireNonNull(cache, "cache is null");
        this.location = requireNonNull(location, "location is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.dropDelay = requireNonNull(dropDelay, "dropDelay is null");
    }

    public SortedSet<String> schemas()
    {
        ImmutableSortedSet.Builder<String> names = ImmutableSortedSet.naturalOrder();
        for (Location folder : files.listFolders(location)) {
            Names.schema(FileStore.folderName(folder)).filter(name -> find(name).isPresent()).ifPresent(names::add);
        }
        return names.build();
    }

    /// The schema as it is now; a transaction asks once.
    public Optional<SchemaInfo> find(String schema)
    {
        return log(schema).latest().flatMap(this::visible).map(SchemaManifest::info);
    }

    /// @throws CatalogException if it does not exist
    public SchemaInfo schema(String schema)
    {
        return find(schema).orElseThrow(() -> notFound(schema));
    }

    /// A schema that is being moved here is visible once it is no longer where it was.
    private Optional<SchemaManifest> visible(SchemaManifest manifest)
    {
        if (manifest.dropped()) {
            return Optional.empty();
        }
        boolean isHere = manifest.movedFrom().isEmpty() || manifest.movedFrom().map(this::hasLeft).orElseThrow();
        return isHere ? Optional.of(manifest) : Optional.empty();
    }

    private boolean hasLeft(SchemaManifest.Move move)
    {
        Optional<SchemaManifest> source = log(move.schema()).latest();
        return source.flatMap(SchemaManifest::movedTo).map(SchemaManifest.Move::id).equals(Optional.of(move.id()));
    }

    public void createSchema(String schema, Optional<String> comment, Map<String, String> properties)
    {
        settleMoves(schema);
        log(schema).commit(latest -> {
            if (latest.flatMap(this::visible).isPresent()) {
                throw new CatalogException(SCHEMA_EXISTS, "Schema '%s' exists already".formatted(schema));
            }
            SchemaDraft draft = new SchemaDraft(schema);
            latest.ifPresent(manifest -> draft.droppedTables.addAll(manifest.droppedTables()));
            draft.comment = comment;
            draft.properties = properties;
            return draft;
        });
    }

    /// @param cascade whether tables and views are dropped with it
    public void dropSchema(String schema, boolean cascade)
    {
        change(schema, draft -> {
            int tables = draft.tables.size() + draft.exports.size();
            if (!cascade && (tables > 0 || !draft.views.isEmpty())) {
                throw new CatalogException(SCHEMA_NOT_EMPTY, "Schema '%s' is not empty: it has %s tables and %s views".formatted(schema, tables, draft.views.size()));
            }
            draft.tables.clear();
            draft.exports.clear();
            draft.views.clear();
            draft.dropped = true;
        });
    }

    /// Gives a schema another name. The data of its tables stay where they are.
    ///
    /// First the new name gets what the old one has, then the old one is dropped, which is the moment when the new one appears.
    public void renameSchema(String schema, String target)
    {
        SchemaManifest source = log(schema).latest().flatMap(this::visible).orElseThrow(() -> notFound(schema));
        settleMoves(target);
        SchemaManifest.Move move = new SchemaManifest.Move(target, UUID.randomUUID());
        log(target).commit(latest -> {
            if (latest.flatMap(this::visible).isPresent()) {
                throw new CatalogException(SCHEMA_EXISTS, "Schema '%s' exists already".formatted(target));
            }
            SchemaDraft draft = new SchemaDraft(target);
            draft.tables.putAll(source.tables());
            draft.exports.putAll(source.exports());
            draft.views.putAll(source.views());
            draft.comment = source.comment();
            draft.properties = source.properties();
            latest.ifPresent(manifest -> draft.droppedTables.addAll(manifest.droppedTables()));
            draft.movedFrom = Optional.of(new SchemaManifest.Move(schema, move.id()));
            return draft;
        });
        log(schema).commit(latest -> {
            if (latest.map(SchemaManifest::version).orElse(0L) != source.version()) {
                throw new CommitConflictException("Schema '%s' was changed while it was renamed. Nothing was changed; run the statement again".formatted(schema));
            }
            SchemaDraft draft = new SchemaDraft(schema);
            draft.droppedTables.addAll(source.droppedTables());
            draft.dropped = true;
            draft.movedTo = Optional.of(move);
            return draft;
        });
        // From here on the new name does not depend on what becomes of the old one.
        change(target, _ -> {});
    }

    /// Ends what a crash has left of a move from or to a name that is not in use, since the name's next version will not tell of it.
    private void settleMoves(String schema)
    {
        Optional<SchemaManifest> latest = log(schema).latest();
        latest.flatMap(SchemaManifest::movedTo).ifPresent(move -> {
            boolean isPending = log(move.schema()).latest().flatMap(SchemaManifest::movedFrom).map(SchemaManifest.Move::id).equals(Optional.of(move.id()));
            if (isPending) {
                change(move.schema(), _ -> {});
            }
        });
        // A version more of the source, and whoever moves it comes too late.
        latest.flatMap(SchemaManifest::movedFrom)
                .filter(move -> !hasLeft(move))
                .filter(move -> find(move.schema()).isPresent())
                .ifPresent(move -> change(move.schema(), _ -> {}));
    }

    public void changeSchema(String schema, Optional<String> comment, Map<String, String> properties)
    {
        change(schema, draft -> {
            draft.comment = comment;
            draft.properties = properties;
        });
    }

    /// Where a new table's rows go, before it is in its schema: writers are opened on `table(entry)`.
    ///
    /// @param table refused now if it is no name, and not when all rows are written
    /// @param entry its id and folder are set here
    public TableEntry newTable(String schema, String table, TableEntry entry)
    {
        Names.check("table", table);
        UUID id = UUID.randomUUID();
        return new TableEntry(id, Names.folder(schema) + "/" + id, entry.keys(), entry.member(), entry.memberComment(), entry.buckets(), entry.comment(), entry.properties());
    }

    /// Puts a table with its first rows into its schema.
    ///
    /// @param entry from [#newTable]
    /// @param inserts written without a base; may be empty
    /// @param replace whether a table of the same name is dropped at the same moment
    public void createTable(String schema, String table, TableEntry entry, List<WrittenBucket> inserts, boolean replace)
    {
        // Fails before rows are committed if it is to fail.
        checkTableIsFree(SchemaDraft.of(log(schema).latest().flatMap(this::visible).orElseThrow(() -> notFound(schema))), table, replace);
        table(entry).create(inserts);
        change(schema, draft -> {
            checkTableIsFree(draft, table, replace);
            draft.tables.put(table, entry);
        });
    }

    private static void checkTableIsFree(SchemaDraft draft, String table, boolean replace)
    {
        if (!replace || !draft.tables.containsKey(table)) {
            draft.checkFree(table);
        }
    }

    public void dropTable(String schema, String table)
    {
        change(schema, draft -> ObjectKind.TABLE.drop(draft, table));
    }

    public void renameTable(String schema, String table, String target)
    {
        change(schema, draft -> ObjectKind.TABLE.rename(draft, table, target));
    }

    /// Changes what a schema knows of a table: names and comments of columns, properties. The id, the folder, the buckets and the types of
    /// the keys must stay.
    public void changeTable(String schema, String table, UnaryOperator<TableEntry> change)
    {
        change(schema, draft -> ObjectKind.TABLE.change(draft, table, before -> {
            TableEntry after = change.apply(before);
            boolean isSameTable = after.id().equals(before.id())
                    && after.folder().equals(before.folder())
                    && after.buckets() == before.buckets()
                    && after.keys().stream().map(KeyColumn::type).toList().equals(before.keys().stream().map(KeyColumn::type).toList());
            if (!isSameTable) {
                throw new IllegalArgumentException("the id, the folder, the buckets and the types of a table's columns cannot be changed");
            }
            return after;
        }));
    }

    /// Where what is staged in a new export table goes, before it is in its schema.
    ///
    /// @param entry its id and folder are set here
    public ExportEntry newExport(String schema, ExportEntry entry)
    {
        UUID id = UUID.randomUUID();
        return entry.placed(id, Names.folder(schema) + "/" + id);
    }

    /// Puts an export table into its schema.
    ///
    /// @param entry from [#newExport]
    public void createExport(String schema, String table, ExportEntry entry)
    {
        change(schema, draft -> {
            draft.checkFree(table);
            draft.exports.put(table, entry);
        });
    }

    public void dropExport(String schema, String table)
    {
        change(schema, draft -> ObjectKind.EXPORT.drop(draft, table));
    }

    public void renameExport(String schema, String table, String target)
    {
        change(schema, draft -> ObjectKind.EXPORT.rename(draft, table, target));
    }

    /// Changes comments of an export table.
    public void changeExport(String schema, String table, UnaryOperator<ExportEntry> change)
    {
        change(schema, draft -> ObjectKind.EXPORT.change(draft, table, change));
    }

    /// @param replace whether a view of the same name is replaced
    public void createView(String schema, String view, ViewEntry entry, boolean replace)
    {
        change(schema, draft -> {
            if (!replace || !draft.views.containsKey(view)) {
                draft.checkFree(view);
            }
            draft.views.put(view, entry);
        });
    }

    public void dropView(String schema, String view)
    {
        change(schema, draft -> ObjectKind.VIEW.drop(draft, view));
    }

    public void renameView(String schema, String view, String target)
    {
        change(schema, draft -> ObjectKind.VIEW.rename(draft, view, target));
    }

    public void changeView(String schema, String view, UnaryOperator<ViewEntry> change)
    {
        change(schema, draft -> ObjectKind.VIEW.change(draft, view, change));
    }

    /// The rows of a table, whether or not it is in a schema yet.
    public TableStore table(TableEntry entry)
    {
        return new TableStore(files, cache, location, entry, clock);
    }

    /// Deletes the folders of tables that are in no schema: those that were dropped long enough ago, and those in which nothing is younger than
    /// an age, which failed statements have left.
    ///
    /// @param minimumAge normally [TableStore#MINIMUM_AGE]
    /// @return how many tables were deleted
    public int removeOrphans(Duration age, Duration minimumAge)
    {
        Expiry.check(age, minimumAge);
        Instant now = clock.instant();
        Instant before = now.minus(age);
        // Folders first: a table that is created after the listing is not in it.
        List<Location> folders = tableFolders();
        Set<UUID> needed = new HashSet<>();
        Set<UUID> due = new HashSet<>();
        for (Location schema : files.listFolders(location)) {
            Optional<SchemaLog> log = Names.schema(FileStore.folderName(schema)).map(this::log);
            log.flatMap(SchemaLog::latest).ifPresent(manifest -> {
                manifest.tables().values().forEach(table -> needed.add(table.id()));
                manifest.exports().values().forEach(table -> needed.add(table.id()));
                manifest.droppedTables().forEach(table -> (table.keptUntil() > Times.micros(now) ? needed : due).add(table.id()));
            });
            log.ifPresent(found -> found.deleteAbandoned(before));
        }
        int removed = 0;
        for (Location folder : folders) {
            Optional<UUID> id = FileStore.folderId(folder);
            if (id.isEmpty() || needed.contains(id.orElseThrow())) {
                continue;
            }
            if (due.contains(id.orElseThrow()) || files.list(folder).stream().map(FileEntry::lastModified).allMatch(before::isAfter)) {
                files.deleteFolder(folder);
                removed++;
            }
        }
        return removed;
    }

    private List<Location> tableFolders()
    {
        ImmutableList.Builder<Location> folders = ImmutableList.builder();
        for (Location schema : files.listFolders(location)) {
            if (Names.schema(FileStore.folderName(schema)).isPresent()) {
                folders.addAll(files.listFolders(schema));
            }
        }
        return folders.build();
    }

    private interface DraftChange
    {
        void apply(SchemaDraft draft);
    }

    private void change(String schema, DraftChange change)
    {
        List<DroppedTable> due = new ArrayList<>();
        log(schema).commit(latest -> {
            SchemaManifest before = latest.flatMap(this::visible).orElseThrow(() -> notFound(schema));
            SchemaDraft draft = SchemaDraft.of(before);
            change.apply(draft);
            due.clear();
            due.addAll(draft.sweep(before, Times.micros(clock.instant()), Times.micros(dropDelay.get())));
            return draft;
        });
        // Nobody finds these tables any more, and what cannot be deleted now is an orphan.
        due.forEach(table -> files.deleteFolderQuietly(location.appendPath(table.folder())));
    }

    private SchemaLog log(String schema)
    {
        return new SchemaLog(new CommitLog(files, location.appendPath(Names.folder(schema)).appendPath(LOG_FOLDER)), schema, clock);
    }

    private static CatalogException notFound(String schema)
    {
        return new CatalogException(SCHEMA_NOT_FOUND, "Schema '%s' does not exist".formatted(schema));
    }
}
