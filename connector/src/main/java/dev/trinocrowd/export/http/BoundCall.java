package dev.trinocrowd.export.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trinocrowd.export.delivery.Batch;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.RowSchema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// A call whose templates know the columns of an export table.
///
/// @param listed payload columns of which a row must have a value
record BoundCall(HttpCall call, JsonPart body, JsonPart row, List<Integer> listed)
{
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build().setCodec(new JsonMapper());
    private static final int BYTES_A_ROW = 64;

    BoundCall
    {
        requireNonNull(call, "call is null");
        requireNonNull(body, "body is null");
        requireNonNull(row, "row is null");
        listed = List.copyOf(listed);
    }

    /// @throws IllegalArgumentException if a column is not there
    static BoundCall bind(HttpCall call, RowSchema schema)
    {
        JsonPart row = TemplateBinder.row(call.row(), schema);
        return new BoundCall(call, TemplateBinder.body(call.body(), row, schema), row, TemplateBinder.listed(call.body(), schema));
    }

    /// @return the column that the row lacks, if it cannot be sent
    Optional<Integer> missing(OutboxRow row)
    {
        for (int column : listed) {
            if (row.value(column) == null) {
                return Optional.of(column);
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
