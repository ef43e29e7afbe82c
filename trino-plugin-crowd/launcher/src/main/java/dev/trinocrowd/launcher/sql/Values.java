package dev.trinocrowd.launcher.sql;

import io.trino.jdbc.Row;
import io.trino.jdbc.RowField;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.stream.Collectors.joining;
import static java.util.stream.IntStream.range;

/// What the JDBC driver gives, as a tree of plain values.
///
/// The tree has lists for arrays, [Fields] for rows, maps, numbers, booleans, and text for everything
/// else: times as Trino prints them, bytes in base 64 so that the functions that take base 64 can read them back.
final class Values
{
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Values()
    {}

    /// The named values of a row; a field without a name has its position for one.
    record Fields(List<Optional<String>> names, List<Object> values)
    {}

    /// A value of type `json`, as its own text.
    record JsonText(String text)
    {}

    static Object read(ResultSet results, int index, TypeName type)
            throws SQLException
    {
        Object value = switch (type.base()) {
            // The driver's objects for these would lose digits that its text keeps.
            case "date", "time", "time with time zone", "timestamp", "timestamp with time zone", "decimal", "number" -> results.getString(index);
            default -> results.getObject(index);
        };
        if (value != null && type.base().equals("decimal")) {
            return new BigDecimal((String) value);
        }
        return plain(value, type);
    }

    private static Object plain(Object value, TypeName type)
            throws SQLException
    {
        return switch (value) {
            case null -> null;
            case Array array -> list(Arrays.asList((Object[]) array.getArray()), type.arguments().getFirst());
            case List<?> list -> type.base().equals("array") ? list(list, type.arguments().getFirst()) : list.toString();
            case Map<?, ?> map -> type.base().equals("map") ? map(map, type) : map.toString();
            case Row row -> fields(row, type);
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case Timestamp timestamp -> text(timestamp, type);
            case Number number -> number;
            case Boolean flag -> flag;
            default -> type.base().equals("json") ? new JsonText(value.toString()) : value.toString();
        };
    }

    private static List<Object> list(List<?> elements, TypeName type)
            throws SQLException
    {
        List<Object> values = new ArrayList<>();
        for (Object element : elements) {
            values.add(plain(element, type));
        }
        return values;
    }

    // The driver's map has no order of its own: by key, the same answer is always printed the same.
    private static Map<Object, Object> map(Map<?, ?> map, TypeName type)
            throws SQLException
    {
        Map<Object, Object> unordered = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            unordered.put(plain(entry.getKey(), type.arguments().getFirst()), plain(entry.getValue(), type.arguments().getLast()));
        }
        Map<Object, Object> values = new LinkedHashMap<>();
        unordered.entrySet().stream()
                .sorted((left, right) -> compareKeys(left.getKey(), right.getKey()))
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }

    private static int compareKeys(Object left, Object right)
    {
        if (left instanceof Number && right instanceof Number && !isNotFinite(left) && !isNotFinite(right)) {
            return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
        }
        return left.toString().compareTo(right.toString());
    }

    private static Fields fields(Row row, TypeName type)
            throws SQLException
    {
        List<Optional<String>> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (RowField field : row.getFields()) {
            names.add(field.getName());
            values.add(plain(field.getValue(), type.arguments().get(field.getOrdinal())));
        }
        return new Fields(names, values);
    }

    private static String text(Timestamp timestamp, TypeName type)
    {
        // The launcher runs in UTC, so the driver's local time is the one that Trino meant.
        String text = timestamp.toLocalDateTime().format(SECONDS);
        int precision = Math.min(type.precision(), 9);
        String fraction = precision == 0 ? "" : "." + "%09d".formatted(timestamp.getNanos()).substring(0, precision);
        return text + fraction + (type.base().equals("timestamp with time zone") ? " UTC" : "");
    }

    static boolean isNotFinite(Object value)
    {
        return (value instanceof Double number && !Double.isFinite(number)) || (value instanceof Float real && !Float.isFinite(real));
    }

    static String text(Object value, String whenNull)
    {
        return value == null ? whenNull : text(value);
    }

    private static String text(Object value)
    {
        return switch (value) {
            case null -> "NULL";
            case BigDecimal decimal -> decimal.toPlainString();
            case JsonText json -> json.text();
            case List<?> list -> list.stream().map(Values::text).collect(joining(", ", "[", "]"));
            case Map<?, ?> map -> map.entrySet().stream().map(entry -> text((Object) entry.getKey()) + "=" + text((Object) entry.getValue())).collect(joining(", ", "{", "}"));
            case Fields fields -> text(fields);
            default -> value.toString();
        };
    }

    private static String text(Fields fields)
    {
        return range(0, fields.values().size())
                .mapToObj(i -> fields.names().get(i).map(name -> name + "=").orElse("") + text(fields.values().get(i)))
                .collect(joining(", ", "{", "}"));
    }
}
