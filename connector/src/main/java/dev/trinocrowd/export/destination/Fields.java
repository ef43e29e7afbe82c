package dev.trinocrowd.export.destination;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import dev.trinocrowd.options.NearNames;
import io.airlift.units.Duration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/// The fields of a JSON object. What nobody asked for by [#end] is an error, since it is a misspelling more often than not.
final class Fields
{
    /// Where the object is, for messages.
    private final String place;
    private final JsonNode object;
    private final Set<String> known = new TreeSet<>();

    Fields(String place, JsonNode object)
    {
        this.place = requireNonNull(place, "place is null");
        this.object = requireNonNull(object, "object is null");
        if (!object.isObject()) {
            throw new DestinationsException("%s must be a JSON object, found %s".formatted(place, describe(object)));
        }
    }

    String place()
    {
        return place;
    }

    boolean has(String name)
    {
        return node(name).isPresent();
    }

    Optional<JsonNode> node(String name)
    {
        known.add(name);
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    Optional<Fields> object(String name)
    {
        return node(name).map(node -> new Fields(place + "." + name, node));
    }

    /// @return the objects of an array
    List<Fields> objects(String name)
    {
        Optional<JsonNode> array = node(name);
        if (array.isEmpty()) {
            return List.of();
        }
        if (!array.orElseThrow().isArray()) {
            throw wrong(name, "an array of objects", array.orElseThrow());
        }
        ImmutableList.Builder<Fields> objects = ImmutableList.builder();
        for (int i = 0; i < array.orElseThrow().size(); i++) {
            objects.add(new Fields("%s.%s[%s]".formatted(place, name, i), array.orElseThrow().get(i)));
        }
        return objects.build();
    }

    Optional<String> text(String name)
    {
        return node(name).map(node -> {
            if (!node.isTextual() || node.textValue().isBlank()) {
                throw wrong(name, "a text", node);
            }
            return node.textValue();
        });
    }

    String requiredText(String name)
    {
        return text(name).orElseThrow(() -> missing(name));
    }

    boolean flag(String name)
    {
        return node(name).map(node -> {
            if (!node.isBoolean()) {
                throw wrong(name, "true or false", node);
            }
            return node.booleanValue();
        }).orElse(false);
    }

    Optional<Integer> number(String name, int least, int most)
    {
        return node(name).map(node -> {
            if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
                throw wrong(name, "a whole number from %s to %s".formatted(least, most), node);
            }
            return node.intValue();
        });
    }

    Optional<java.time.Duration> duration(String name)
    {
        return parsed(name, "a duration such as 10s or 24h", text -> {
            Duration duration = Duration.valueOf(text);
            if (duration.toMillis() < 1) {
                throw new IllegalArgumentException(text);
            }
            return java.time.Duration.ofMillis(duration.toMillis());
        });
    }

    /// An empty text points to the whole document.
    Optional<JsonPointer> pointer(String name)
    {
        Optional<JsonNode> node = node(name);
        if (node.isPresent() && node.orElseThrow().isTextual() && node.orElseThrow().textValue().isEmpty()) {
            return Optional.of(JsonPointer.empty());
        }
        return parsed(name, "a JSON pointer such as /error/message", JsonPointer::compile);
    }

    JsonPointer requiredPointer(String name)
    {
        return pointer(name).orElseThrow(() -> missing(name));
    }

    /// @param parser throws [IllegalArgumentException] for what it does not know
    <T> Optional<T> parsed(String name, String expected, Function<String, T> parser)
    {
        return text(name).map(text -> {
            try {
                return parser.apply(text);
            }
            catch (IllegalArgumentException e) {
                throw new DestinationsException("%s: '%s' must be %s, found '%s'".formatted(place, name, expected, text), e);
            }
        });
    }

    /// One of some words.
    <T> Optional<T> choice(String name, Map<String, T> words)
    {
        return text(name).map(text -> {
            T found = words.get(text);
            if (found == null) {
                throw new DestinationsException("%s: '%s' must be one of %s, found '%s'%s"
                        .formatted(place, name, String.join(", ", new TreeSet<>(words.keySet())), text, NearNames.suggestion(text, words.keySet())));
            }
            return found;
        });
    }

    /// A text or number, or an array of them.
    List<String> values(String name)
    {
        Optional<JsonNode> node = node(name);
        if (node.isEmpty()) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        Iterable<JsonNode> items = node.orElseThrow().isArray() ? node.orElseThrow() : List.of(node.orElseThrow());
        for (JsonNode item : items) {
            if (!item.isValueNode() || item.isNull()) {
                throw wrong(name, "a value or an array of values", item);
            }
            values.add(item.asText());
        }
        if (values.isEmpty()) {
            throw wrong(name, "a value or an array of values", node.orElseThrow());
        }
        return values;
    }

    Map<String, String> texts(String name)
    {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name).ifPresent(fields -> fields.object.properties().forEach(field -> texts.put(field.getKey(), fields.requiredText(field.getKey()))));
        return texts;
    }

    DestinationsException missing(String name)
    {
        return new DestinationsException("%s: '%s' is missing".formatted(place, name));
    }

    DestinationsException error(String message)
    {
        return new DestinationsException("%s: %s".formatted(place, message));
    }

    DestinationsException error(String message, Throwable cause)
    {
        return new DestinationsException("%s: %s".formatted(place, message), cause);
    }

    private DestinationsException wrong(String name, String expected, JsonNode found)
    {
        return new DestinationsException("%s: '%s' must be %s, found %s".formatted(place, name, expected, describe(found)));
    }

    private static String describe(JsonNode node)
    {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case NULL, MISSING -> "nothing";
            default -> "'" + node.asText() + "'";
        };
    }

    /// @throws DestinationsException if there is a field that nobody asked for
    void end()
    {
        object.properties().forEach(field -> {
            if (!known.contains(field.getKey())) {
                throw new DestinationsException("%s: unknown key '%s'%s".formatted(place, field.getKey(), NearNames.suggestion(field.getKey(), known)));
            }
        });
    }
}
