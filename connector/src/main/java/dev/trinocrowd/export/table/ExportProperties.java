package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.catalog.ExportMode;
import io.trino.spi.TrinoException;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.trino.spi.StandardErrorCode.INVALID_TABLE_PROPERTY;
import static io.trino.spi.session.PropertyMetadata.stringProperty;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;

/// What follows WITH in CREATE TABLE of an export table.
public final class ExportProperties
{
    static final String DESTINATION = "destination";
    static final String MODE = "mode";
    static final String SOURCE = "source";
    static final String SUPPRESS = "suppress";
    static final String CONTROL = "control";
    private static final List<String> OTHERS = ImmutableList.of(MODE, SOURCE, SUPPRESS, CONTROL);

    public static final List<PropertyMetadata<?>> ALL = ImmutableList.of(
            stringProperty(DESTINATION, "Where the rows of an export table are sent: a name that the administrator has declared", null, false),
            stringProperty(MODE, "What is sent of an export table: append, upsert or mirror", null, false),
            stringProperty(SOURCE, "The crowd that an export table mirrors, as schema.table", null, false),
            arrayProperty(SUPPRESS, "Crowds, as schema.table, whose members get nothing of an export table", VARCHAR),
            arrayProperty(CONTROL, "The values of column arm whose rows are counted and not sent", BIGINT));

    private ExportProperties()
    {}

    private static PropertyMetadata<?> arrayProperty(String name, String description, Type element)
    {
        return new PropertyMetadata<>(name, description, new ArrayType(element), List.class, null, false, List.class::cast, value -> value);
    }

    /// Whether a table is to be an export table.
    ///
    /// @throws TrinoException if it is not, and has properties of one
    public static boolean hasDestination(Map<String, Object> properties)
    {
        if (properties.get(DESTINATION) != null) {
            return true;
        }
        OTHERS.stream().filter(name -> properties.get(name) != null).findFirst().ifPresent(name -> {
            throw new TrinoException(INVALID_TABLE_PROPERTY, "%s is of export tables: expected a destination with it".formatted(name));
        });
        return false;
    }

    static String destination(Map<String, Object> properties)
    {
        return (String) properties.get(DESTINATION);
    }

    static ExportMode mode(Map<String, Object> properties)
    {
        String name = (String) properties.get(MODE);
        if (name == null) {
            return ExportMode.APPEND;
        }
        return Arrays.stream(ExportMode.values())
                .filter(mode -> mode.toString().equals(name.toLowerCase(Locale.ENGLISH)))
                .findFirst()
                .orElseThrow(() -> new TrinoException(INVALID_TABLE_PROPERTY, "mode must be append, upsert or mirror, found '%s'".formatted(name)));
    }

    static Optional<String> source(Map<String, Object> properties)
    {
        return Optional.ofNullable((String) properties.get(SOURCE));
    }

    static List<String> suppress(Map<String, Object> properties)
    {
        return list(properties, SUPPRESS).stream().map(String.class::cast).collect(toImmutableList());
    }

    static List<Long> control(Map<String, Object> properties)
    {
        return list(properties, CONTROL).stream().map(Long.class::cast).collect(toImmutableList());
    }

    private static List<?> list(Map<String, Object> properties, String name)
    {
        List<?> values = (List<?>) properties.get(name);
        if (values == null) {
            return List.of();
        }
        if (values.stream().anyMatch(java.util.Objects::isNull)) {
            throw new TrinoException(INVALID_TABLE_PROPERTY, "%s must not have NULL in it".formatted(name));
        }
        return values;
    }

    /// What SHOW CREATE TABLE repeats.
    static Map<String, Object> of(ExportEntry entry)
    {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("member", entry.member());
        properties.put(DESTINATION, entry.destination());
        properties.put(MODE, entry.mode().toString());
        entry.source().ifPresent(source -> properties.put(SOURCE, source));
        if (!entry.suppress().isEmpty()) {
            properties.put(SUPPRESS, entry.suppress());
        }
        if (!entry.control().isEmpty()) {
            properties.put(CONTROL, entry.control());
        }
        return properties;
    }
}
