package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.ViewEntry;
import io.airlift.json.JsonCodec;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorViewDefinition;
import io.trino.spi.connector.ConnectorViewDefinition.ViewColumn;

import java.util.List;
import java.util.Optional;

import static io.trino.spi.StandardErrorCode.COLUMN_NOT_FOUND;
import static io.trino.spi.StandardErrorCode.INVALID_VIEW;
import static java.util.Objects.requireNonNull;

/// Views as a schema keeps them: Trino's definition in JSON.
record ViewEntries(JsonCodec<ConnectorViewDefinition> codec)
{
    ViewEntries
    {
        requireNonNull(codec, "codec is null");
    }

    ViewEntry entry(ConnectorViewDefinition definition)
    {
        return new ViewEntry(codec.toJson(definition));
    }

    ConnectorViewDefinition definition(ViewEntry entry)
    {
        try {
            return codec.fromJson(entry.definition());
        }
        catch (IllegalArgumentException e) {
            throw new TrinoException(INVALID_VIEW, "The definition of a view cannot be read: " + e.getMessage(), e);
        }
    }

    ViewEntry withComment(ViewEntry entry, Optional<String> comment)
    {
        ConnectorViewDefinition view = definition(entry);
        return entry(new ConnectorViewDefinition(
                view.getOriginalSql(), view.getCatalog(), view.getSchema(), view.getColumns(), comment, view.getOwner(), view.isRunAsInvoker(), view.getPath()));
    }

    ViewEntry withColumnComment(ViewEntry entry, String column, Optional<String> comment)
    {
        ConnectorViewDefinition view = definition(entry);
        if (view.getColumns().stream().noneMatch(other -> other.getName().equals(column))) {
            throw new TrinoException(COLUMN_NOT_FOUND, "The view has no column '%s'".formatted(column));
        }
        List<ViewColumn> columns = view.getColumns().stream()
                .map(other -> other.getName().equals(column) ? new ViewColumn(column, other.getType(), comment) : other)
                .collect(ImmutableList.toImmutableList());
        return entry(new ConnectorViewDefinition(
                view.getOriginalSql(), view.getCatalog(), view.getSchema(), columns, view.getComment(), view.getOwner(), view.isRunAsInvoker(), view.getPath()));
    }
}
