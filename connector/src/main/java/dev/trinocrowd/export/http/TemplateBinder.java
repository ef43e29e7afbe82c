package dev.trinocrowd.export.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.export.delivery.Batch;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.PayloadColumn;
import dev.trinocrowd.export.delivery.PayloadJson;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.options.NearNames;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// Finds the columns that a template names in an export table.
final class TemplateBinder
{
    private static final String ACTION = "action";

    private final RowSchema schema;
    /// How `{{rows}}` writes each; empty in the template of a row itself.
    private final Optional<JsonPart> row;

    private record Field(SerializedString name, JsonPart value)
    {}

    private TemplateBinder(RowSchema schema, Optional<JsonPart> row)
    {
        this.schema = requireNonNull(schema, "schema is null");
        this.row = requireNonNull(row, "row is null");
    }

    /// @throws IllegalArgumentException if a column is not there
    static JsonPart row(Optional<Template> template, RowSchema schema)
    {
        return new TemplateBinder(schema, Optional.empty()).bind(template.orElseGet(() -> wholeRow(schema))).orElseThrow();
    }

    /// @param row how each row is written
    /// @throws IllegalArgumentException if a column is not there
    static JsonPart body(Template template, JsonPart row, RowSchema schema)
    {
        return new TemplateBinder(schema, Optional.of(row)).bind(template).orElseThrow();
    }

    private static Template wholeRow(RowSchema schema)
    {
        Map<String, Template> fields = new LinkedHashMap<>();
        fields.put(schema.member(), variable("{{member}}"));
        if (schema.hasDeletes()) {
            if (schema.find(ACTION).isPresent()) {
                throw new IllegalArgumentException("a column must not be called action, since the destination is told by this name what to do with a row");
            }
            fields.put(ACTION, variable("{{action}}"));
        }
        schema.columns().forEach(column -> fields.put(column.name(), new Template.Variable(new Placeholder(Placeholder.Kind.VALUE, Optional.of(column.name()), false, false))));
        return new Template.ObjectTemplate(fields);
    }

    private static Template variable(String text)
    {
        return new Template.Variable(Placeholder.parse(text).orElseThrow());
    }

    /// @return empty if the value is optional, and the table has no such column
    private Optional<JsonPart> bind(Template template)
    {
        return switch (template) {
            case Template.Constant constant -> Optional.of((out, _, _) -> out.writeTree(constant.value()));
            case Template.ObjectTemplate object -> Optional.of(object(object));
            case Template.ArrayTemplate array -> Optional.of(array(array));
            case Template.Variable variable -> variable(variable.placeholder());
        };
    }

    private JsonPart array(Template.ArrayTemplate array)
    {
        List<JsonPart> items = array.items().stream().map(this::bind).flatMap(Optional::stream).collect(toImmutableList());
        return (out, batch, first) -> writeArray(out, items, batch, first);
    }

    private static void writeArray(JsonGenerator out, List<JsonPart> items, Batch batch, OutboxRow row)
            throws IOException
    {
        out.writeStartArray();
        for (JsonPart item : items) {
            if (!item.isAbsent(row)) {
                item.write(out, batch, row);
            }
        }
        out.writeEndArray();
    }

    private JsonPart object(Template.ObjectTemplate object)
    {
        List<Field> fields = new ArrayList<>();
        object.fields().forEach((name, value) -> bind(value).ifPresent(part -> fields.add(new Field(new SerializedString(name), part))));
        List<Field> bound = ImmutableList.copyOf(fields);
        return (out, batch, first) -> {
            out.writeStartObject();
            for (Field field : bound) {
                if (!field.value().isAbsent(first)) {
                    out.writeFieldName(field.name());
                    field.value().write(out, batch, first);
                }
            }
            out.writeEndObject();
        };
    }

    private Optional<JsonPart> variable(Placeholder placeholder)
    {
        return switch (placeholder.kind()) {
            case ROWS -> Optional.of(all(row.orElseThrow(() -> new IllegalArgumentException("{{rows}} cannot stand in the template of a row"))));
            case MEMBERS -> Optional.of(all(member(placeholder)));
            case COLUMN -> column(placeholder).map(TemplateBinder::all);
            case VALUE -> column(placeholder);
            case MEMBER -> Optional.of(member(placeholder));
            case ACTION -> Optional.of((out, _, one) -> out.writeString(one.action().toString()));
            case KEY -> Optional.of((out, batch, _) -> out.writeString(batch.key()));
        };
    }

    private static JsonPart all(JsonPart value)
    {
        return (out, batch, _) -> {
            out.writeStartArray();
            for (OutboxRow row : batch.rows()) {
                if (!value.isAbsent(row)) {
                    value.write(out, batch, row);
                }
            }
            out.writeEndArray();
        };
    }

    private static JsonPart member(Placeholder placeholder)
    {
        return placeholder.asText() ? (out, _, row) -> out.writeString(Long.toString(row.member())) : (out, _, row) -> out.writeNumber(row.member());
    }

    private Optional<JsonPart> column(Placeholder placeholder)
    {
        String name = placeholder.column().orElseThrow();
        if (name.equals(schema.member())) {
            return Optional.of(member(placeholder));
        }
        Optional<Integer> found = schema.find(name);
        if (found.isEmpty()) {
            if (placeholder.isOptional()) {
                return Optional.empty();
            }
            List<String> known = Stream.concat(Stream.of(schema.member()), schema.columns().stream().map(PayloadColumn::name)).toList();
            throw new IllegalArgumentException("the destination needs a column %s, which the export table does not have%s".formatted(name, NearNames.suggestion(name, known)));
        }
        PayloadColumn column = schema.columns().get(found.orElseThrow());
        PayloadJson.ValueWriter writer = placeholder.asText() ? (out, value) -> out.writeString(PayloadJson.text(column, value)) : PayloadJson.writer(column);
        return Optional.of(new ColumnPart(found.orElseThrow(), writer, placeholder.isOptional()));
    }

    private record ColumnPart(int column, PayloadJson.ValueWriter writer, boolean isOptional)
            implements JsonPart
    {
        @Override
        public boolean isAbsent(OutboxRow row)
        {
            return isOptional && row.value(column) == null;
        }

        @Override
        public void write(JsonGenerator out, Batch batch, OutboxRow row)
                throws IOException
        {
            Object value = row.value(column);
            if (value == null) {
                out.writeNull();
            }
            else {
                writer.write(out, value);
            }
        }
    }

    /// The payload columns of which a row must have a value, since the body lists them.
    static List<Integer> listed(Template body, RowSchema schema)
    {
        ImmutableSet.Builder<Integer> columns = ImmutableSet.builder();
        body.visit(placeholder -> {
            if (placeholder.kind() == Placeholder.Kind.COLUMN && !placeholder.isOptional()) {
                schema.find(placeholder.column().orElseThrow()).ifPresent(columns::add);
            }
        });
        return columns.build().asList();
    }

    /// The payload columns of which a call carries one value.
    static List<String> shared(Template body, RowSchema schema)
    {
        ImmutableSet.Builder<String> columns = ImmutableSet.builder();
        body.visit(placeholder -> {
            if (placeholder.kind() == Placeholder.Kind.VALUE) {
                placeholder.column().filter(column -> schema.find(column).isPresent()).ifPresent(columns::add);
            }
        });
        return columns.build().asList();
    }

    static boolean names(Template template, Placeholder.Kind kind)
    {
        boolean[] found = new boolean[1];
        template.visit(placeholder -> found[0] |= placeholder.kind() == kind);
        return found[0];
    }
}
