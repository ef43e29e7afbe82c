package dev.trinocrowd.launcher.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.trinocrowd.launcher.sql.Values.Fields;
import dev.trinocrowd.launcher.sql.Values.JsonText;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static com.fasterxml.jackson.core.JsonGenerator.Feature.AUTO_CLOSE_TARGET;
import static com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN;

/// One document a statement: an array with an object for each row, one row a line.
record JsonPrinter()
        implements ResultPrinter
{
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .disable(AUTO_CLOSE_TARGET);

    @Override
    public void print(List<ResultColumn> columns, ResultSet results, PrintWriter out)
            throws SQLException, IOException
    {
        List<String> names = distinctNames(columns.stream().map(ResultColumn::name).toList());
        boolean first = true;
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.setRootValueSeparator(null);
            json.writeRaw('[');
            while (results.next()) {
                json.writeRaw(first ? "\n" : ",\n");
                first = false;
                List<Object> row = ResultPrinter.row(columns, results);
                json.writeStartObject();
                for (int i = 0; i < names.size(); i++) {
                    json.writeFieldName(names.get(i));
                    write(json, row.get(i));
                }
                json.writeEndObject();
            }
            json.writeRaw(first ? "]\n" : "\n]\n");
        }
        out.flush();
    }

    private static void write(JsonGenerator json, Object value)
            throws IOException
    {
        switch (value) {
            case null -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case BigDecimal decimal -> json.writeNumber(decimal);
            case Double number when Double.isFinite(number) -> json.writeNumber(number);
            case Float number when Float.isFinite(number) -> json.writeNumber(number);
            // JSON has no number for NaN and infinity.
            case Double number -> json.writeString(number.toString());
            case Float number -> json.writeString(number.toString());
            case Number number -> json.writeNumber(number.longValue());
            case JsonText text -> json.writeRawValue(text.text());
            case List<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    write(json, element);
                }
                json.writeEndArray();
            }
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName(Values.text(entry.getKey(), "null"));
                    write(json, entry.getValue());
                }
                json.writeEndObject();
            }
            case Fields fields -> {
                List<String> names = new ArrayList<>();
                for (int i = 0; i < fields.names().size(); i++) {
                    names.add(fields.names().get(i).orElse("field" + i));
                }
                names = distinctNames(names);
                json.writeStartObject();
                for (int i = 0; i < names.size(); i++) {
                    json.writeFieldName(names.get(i));
                    write(json, fields.values().get(i));
                }
                json.writeEndObject();
            }
            default -> json.writeString(value.toString());
        }
    }

    // SQL lets two columns have one name, a JSON object does not.
    static List<String> distinctNames(List<String> names)
    {
        Set<String> taken = new HashSet<>(names);
        Set<String> seen = new HashSet<>();
        List<String> distinct = new ArrayList<>();
        for (String name : names) {
            String candidate = name;
            for (int i = 2; seen.contains(candidate) || (i > 2 && taken.contains(candidate)); i++) {
                candidate = name + "_" + i;
            }
            seen.add(candidate);
            distinct.add(candidate);
        }
        return distinct;
    }
}
