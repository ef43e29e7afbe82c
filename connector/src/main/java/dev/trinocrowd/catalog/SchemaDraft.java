package dev.trinocrowd.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.trinocrowd.catalog.CatalogException.Reason.TABLE_EXISTS;
import static dev.trinocrowd.catalog.CatalogException.Reason.TABLE_NOT_FOUND;
import static dev.trinocrowd.catalog.CatalogException.Reason.VIEW_NOT_FOUND;
import static java.util.stream.Collectors.toSet;

/// A schema's next version in the making. Tables and views share their names.
final class SchemaDraft
{
    private final String name;
    final Map<String, TableEntry> tables = new HashMap<>();
    final Map<String, ViewEntry> views = new HashMap<>();
    final List<DroppedTable> droppedTables = new ArrayList<>();
    Map<String, String> properties = Map.of();
    Optional<String> comment = Optional.empty();
    boolean dropped;
    Optional<SchemaManifest.Move> movedTo = Optional.empty();
    Optional<SchemaManifest.Move> movedFrom = Optional.empty();

    SchemaDraft(String name)
    {
        this.name = name;
    }

    static SchemaDraft of(SchemaManifest manifest)
    {
        SchemaDraft draft = new SchemaDraft(manifest.name());
        draft.tables.putAll(manifest.tables());
        draft.views.putAll(manifest.views());
        draft.properties = manifest.properties();
        draft.comment = manifest.comment();
        draft.droppedTables.addAll(manifest.droppedTables());
        return draft;
    }

    TableEntry table(String table)
    {
        TableEntry entry = tables.get(table);
        if (entry == null) {
            throw new CatalogException(TABLE_NOT_FOUND, "Table '%s.%s' does not exist".formatted(name, table));
        }
        return entry;
    }

    ViewEntry view(String view)
    {
        ViewEntry entry = views.get(view);
        if (entry == null) {
            throw new CatalogException(VIEW_NOT_FOUND, "View '%s.%s' does not exist".formatted(name, view));
        }
        return entry;
    }

    void checkFree(String object)
    {
        Names.check("table", object);
        if (tables.containsKey(object) || views.containsKey(object)) {
            throw new CatalogException(TABLE_EXISTS, "%s '%s.%s' exists already".formatted(tables.containsKey(object) ? "Table" : "View", name, object));
        }
    }

    /// Remembers tables that were there before and no longer are, and forgets those whose time is over.
    ///
    /// @param now microseconds, as `keepFor`
    /// @param keepFor how long the files of what is dropped now stay
    /// @return the tables whose files are to be deleted once this version is committed
    List<DroppedTable> sweep(Collection<TableEntry> before, long now, long keepFor)
    {
        Set<UUID> kept = tables.values().stream().map(TableEntry::id).collect(toSet());
        for (TableEntry entry : before) {
            if (!kept.contains(entry.id())) {
                droppedTables.add(new DroppedTable(entry.id(), entry.folder(), now + keepFor));
            }
        }
        List<DroppedTable> due = droppedTables.stream().filter(table -> table.keptUntil() <= now).collect(toImmutableList());
        droppedTables.removeAll(due);
        return due;
    }

    SchemaManifest build(long version, long time)
    {
        return new SchemaManifest(SchemaManifest.FORMAT, name, version, time, UUID.randomUUID(), dropped, movedTo, movedFrom, comment, properties, tables, views, droppedTables);
    }
}
