package dev.trinocrowd.export.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.trinocrowd.export.delivery.Batch;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.RowCheck;
import dev.trinocrowd.export.delivery.RowSchema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// A call whose templates know the columns of an export table.
///
/// @param listed payload columns of which a row must have a value, with their names
record BoundCall(HttpCall call, JsonPart body, JsonPart row, Map<Integer, String> listed)
        implements RowCheck
{
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build().setCodec(new JsonMapper());
    private static final int BYTES_A_ROW = 64;

    BoundCall
    {
        requireNonNull(call, "call is null");
        requireNonNull(body, "body is null");
        requireNonNull(row, "row is null");
        listed = ImmutableMap.copyOf(listed);
    }

    /// @throws IllegalArgumentException if a column is not there
    static BoundCall bind(HttpCall call, RowSchema schema)
    {
        JsonPart row = TemplateBinder.row(call.row(), schema);
        Map<Integer, String> listed = Maps.toMap(TemplateBinder.listed(call.body(), schema), column -> schema.columns().get(column).name());
        return new BoundCall(call, TemplateBinder.body(call.body(), row, schema), row, listed);
    }

    @Override
    public Optional<String> invalid(OutboxRow row)
    {
        for (Map.Entry<Integer, String> column : listed.entrySet()) {
            if (row.value(column.getKey()) == null) {
                return Optional.of("column %s is NULL".formatted(column.getValue()));
            }
        }
        return Optional.empty();
    }

    byte[] write(Batch batch)
    {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(batch.rows().size() * BYTES_A_ROW);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            if (call.format() == BodyFormat.JSON) {
                body.write(out, batch, batch.rows().getFirst());
            }
            else {
                out.setRootValueSeparator(null);
                for (OutboxRow one : batch.rows()) {
                    row.write(out, batch, one);
                    out.writeRaw('\n');
                }
            }
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
