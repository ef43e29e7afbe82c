package dev.trinocrowd.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static dev.trinocrowd.catalog.CatalogException.Reason.TABLE_EXISTS;
import static dev.trinocrowd.catalog.CatalogException.Reason.TABLE_NOT_FOUND;
import static dev.trinocrowd.catalog.CatalogException.Reason.VIEW_NOT_FOUND;

/// A schema's next version in the making. Tables and views share their names.
final class SchemaDraft
{
    private final String name;
    final Map<String, TableEntry> tables = new HashMap<>();
    final Map<String, ViewEntry> views = new HashMap<>();
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

    SchemaManifest build(long version, long time)
    {
        return new SchemaManifest(SchemaManifest.FORMAT, name, version, time, UUID.randomUUID(), dropped, movedTo, movedFrom, comment, properties, tables, views);
    }
}
