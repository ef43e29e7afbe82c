package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableSortedMap;

import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// A schema at one version: what one transaction works with.
///
/// @param properties anything that the caller wants to keep
public record SchemaInfo(String name, long version, Optional<String> comment, Map<String, String> properties, Map<String, TableEntry> tables,
        Map<String, ExportEntry> exports, Map<String, ViewEntry> views)
{
    public SchemaInfo
    {
        requireNonNull(name, "name is null");
        requireNonNull(comment, "comment is null");
        properties = ImmutableSortedMap.copyOf(properties);
        tables = ImmutableSortedMap.copyOf(tables);
        exports = ImmutableSortedMap.copyOf(exports);
        views = ImmutableSortedMap.copyOf(views);
    }

    public Optional<TableEntry> table(String table)
    {
        return Optional.ofNullable(tables.get(table));
    }

    public Optional<ExportEntry> export(String table)
    {
        return Optional.ofNullable(exports.get(table));
    }

    public Optional<ViewEntry> view(String view)
    {
        return Optional.ofNullable(views.get(view));
    }
}
