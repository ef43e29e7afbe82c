package dev.trinocrowd.export.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.PayloadColumn;
import dev.trinocrowd.export.delivery.PayloadJson;
import dev.trinocrowd.export.delivery.PayloadJson.ValueWriter;
import dev.trinocrowd.export.delivery.RowSchema;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// Files with a JSON object a line.
final class JsonLinesEncoder
        implements RowEncoder
{
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    private static final SerializedString ACTION = new SerializedString(FileTarget.ACTION);

    private final RowSchema schema;
    private final SerializedString member;
    private final List<Field> fields;

    private record Field(SerializedString name, ValueWriter writer)
    {
        private static Field of(PayloadColumn column)
        {
            return new Field(new SerializedString(column.name()), PayloadJson.writer(column));
        }
    }

    JsonLinesEncoder(RowSchema schema)
    {
        this.schema = requireNonNull(schema, "schema is null");
        member = new SerializedString(schema.member());
        fields = schema.columns().stream().map(Field::of).collect(toImmutableList());
    }

    @Override
    public void write(List<OutboxRow> rows, OutputStream out)
            throws IOException
    {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.setRootValueSeparator(null);
            for (OutboxRow row : rows) {
                write(row, json);
                json.writeRaw('\n');
            }
        }
    }

    private void write(OutboxRow row, JsonGenerator json)
            throws IOException
    {
        json.writeStartObject();
        json.writeFieldName(member);
        json.writeNumber(row.member());
        if (schema.hasDeletes()) {
            json.writeFieldName(ACTION);
            json.writeString(row.action().toString());
        }
        for (int i = 0; i < fields.size(); i++) {
            json.writeFieldName(fields.get(i).name());
            Object value = row.value(i);
            if (value == null) {
                json.writeNull();
            }
            else {
                fields.get(i).writer().write(json, value);
            }
        }
        json.writeEndObject();
        row.release();
    }
}
