package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/// One version of a schema, whole.
///
/// @param time microseconds since 1970 in UTC, later than that of the version before
/// @param writer of this attempt to commit
/// @param dropped whether the schema is gone; its log stays, so that a schema of the same name goes on where it ended
/// @param movedTo the name that the schema has got, if it was dropped for that
/// @param movedFrom the name that the schema had before, until that one is known to be dropped
/// @param droppedTables whose files are still there
record SchemaManifest(
        int format,
        String name,
        long version,
        long time,
        UUID writer,
        boolean dropped,
        Optional<Move> movedTo,
        Optional<Move> movedFrom,
        Optional<String> comment,
        Map<String, String> properties,
        Map<String, TableEntry> tables,
        Map<String, ViewEntry> views,
        List<DroppedTable> droppedTables)
{
    static final int FORMAT = 1;

    /// @param id of the move, known to both sides
    record Move(String schema, UUID id)
    {}

    SchemaManifest
    {
        requireNonNull(name, "name is null");
        requireNonNull(writer, "writer is null");
        movedTo = movedTo == null ? Optional.empty() : movedTo;
        movedFrom = movedFrom == null ? Optional.empty() : movedFrom;
        comment = comment == null ? Optional.empty() : comment;
        properties = properties == null ? ImmutableSortedMap.of() : ImmutableSortedMap.copyOf(properties);
        tables = tables == null ? ImmutableSortedMap.of() : ImmutableSortedMap.copyOf(tables);
        views = views == null ? ImmutableSortedMap.of() : ImmutableSortedMap.copyOf(views);
        droppedTables = droppedTables == null ? ImmutableList.of() : ImmutableList.copyOf(droppedTables);
    }

    SchemaInfo info()
    {
        return new SchemaInfo(name, version, comment, properties, tables, views);
    }
}
