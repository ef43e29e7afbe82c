package dev.trinocrowd.export.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import dev.trinocrowd.export.delivery.DeliveryId;
import dev.trinocrowd.export.delivery.PayloadColumn;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.storage.FileCommitter;
import io.trino.filesystem.TrinoFileSystem;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import static java.util.Objects.requireNonNull;

/// What a delivery consists of: the last file in its folder, by which a reader knows that all others are there.
///
/// @param table the export table as `schema.table`
/// @param tableId its UUID
/// @param rows of all files together
public record FileManifest(
        String table,
        String tableId,
        long firstVersion,
        long lastVersion,
        String format,
        String compression,
        List<Column> columns,
        long rows,
        List<FileEntry> files)
{
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public FileManifest
    {
        requireNonNull(table, "table is null");
        requireNonNull(tableId, "tableId is null");
        columns = ImmutableList.copyOf(columns);
        files = ImmutableList.copyOf(files);
    }

    public record Column(String name, String type)
    {
        public Column
        {
            requireNonNull(name, "name is null");
            requireNonNull(type, "type is null");
        }

        private static Column of(PayloadColumn column)
        {
            String type = column.kind().name().toLowerCase(Locale.ROOT);
            return new Column(column.name(), switch (column.kind()) {
                case DECIMAL -> "%s(%s,%s)".formatted(type, column.precision(), column.scale());
                case TIMESTAMP -> "%s(%s)".formatted(type, column.precision());
                default -> type;
            });
        }
    }

    /// @param entries in any order: the receipts of all settled batches
    public static FileManifest of(FileTarget target, String schema, String table, DeliveryId delivery, RowSchema rowSchema, Collection<FileEntry> entries)
    {
        ImmutableList.Builder<Column> columns = ImmutableList.builder();
        columns.add(new Column(rowSchema.member(), "integer"));
        if (rowSchema.hasDeletes()) {
            columns.add(new Column(FileTarget.ACTION, "varchar"));
        }
        rowSchema.columns().forEach(column -> columns.add(Column.of(column)));
        return new FileManifest(
                schema + "." + table,
                delivery.table().toString(),
                delivery.firstVersion(),
                delivery.lastVersion(),
                target.format().name().toLowerCase(Locale.ROOT),
                target.compression().name().toLowerCase(Locale.ROOT),
                columns.build(),
                entries.stream().mapToLong(FileEntry::rows).sum(),
                entries.stream().sorted(Comparator.comparing(FileEntry::file)).toList());
    }

    /// Writes the manifest. It says nothing of the run, so that a second run that finds it there has nothing to do.
    ///
    /// @throws IOException also if another manifest is there
    public void commit(DeliveryFolder folder, TrinoFileSystem fileSystem, FileCommitter committer)
            throws IOException
    {
        byte[] content;
        try {
            content = JSON.writeValueAsBytes(this);
        }
        catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        if (!committer.commit(fileSystem, folder.manifest(), content)) {
            throw new IOException("the folder %s has another manifest already".formatted(folder));
        }
    }
}
