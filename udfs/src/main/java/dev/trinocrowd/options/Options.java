package dev.trinocrowd.options;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/// The options of a function call: `name=value; name=value`.
///
/// A value that holds `;`, `=` or outer blanks stands in double quotes; a double quote inside it is doubled.
/// Names are case-sensitive. Every refusal is an [IllegalArgumentException] that says what was expected.
public final class Options
{
    private final Map<String, String> values;

    private Options(Map<String, String> values)
    {
        this.values = ImmutableMap.copyOf(requireNonNull(values, "values is null"));
    }

    /// @param expected the names that the function knows
    public static Options parse(String text, Set<String> expected)
    {
        Map<String, String> values = new LinkedHashMap<>();
        Scanner scanner = new Scanner(text);
        while (scanner.hasMore()) {
            String name = scanner.name();
            if (!expected.contains(name)) {
                throw new IllegalArgumentException("Unknown option '%s': expected one of %s".formatted(name, String.join(", ", ImmutableSortedSet.copyOf(expected))));
            }
            if (values.put(name, scanner.value(name)) != null) {
                throw new IllegalArgumentException("Option '%s' is given twice".formatted(name));
            }
        }
        return new Options(values);
    }

    public Optional<String> text(String name)
    {
        return Optional.ofNullable(values.get(name));
    }

    public boolean flag(String name)
    {
        return value(name, "true or false", value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        }).orElse(false);
    }

    public Optional<Long> number(String name)
    {
        return value(name, "a whole number", Long::valueOf);
    }

    /// @param choice reads the value and throws [IllegalArgumentException] for one that it does not know
    public <T> Optional<T> value(String name, String expected, Function<String, T> choice)
    {
        return text(name).map(value -> {
            try {
                return choice.apply(value);
            }
            catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Option '%s' must be %s, found '%s'".formatted(name, expected, value), e);
            }
        });
    }

    private static final class Scanner
    {
        private final String text;
        private int position;

        private Scanner(String text)
        {
            this.text = requireNonNull(text, "text is null");
        }

        private boolean hasMore()
        {
            skipBlanks();
            return position < text.length();
        }

        private String name()
        {
            int end = text.indexOf('=', position);
            int separator = text.indexOf(';', position);
            if (end < 0 || (separator >= 0 && separator < end)) {
                String found = text.substring(position, separator < 0 ? text.length() : separator).strip();
                throw new IllegalArgumentException("Options must read 'name=value; name=value', found '%s'".formatted(found));
            }
            String name = text.substring(position, end).strip();
            position = end + 1;
            return name;
        }

        private String value(String name)
        {
            skipBlanks();
            if (position < text.length() && text.charAt(position) == '"') {
                return quotedValue(name);
            }
            int end = text.indexOf(';', position);
            if (end < 0) {
                end = text.length();
            }
            String value = text.substring(position, end).strip();
            position = Math.min(end + 1, text.length());
            if (value.isEmpty()) {
                throw new IllegalArgumentException("Option '%s' has no value".formatted(name));
            }
            return value;
        }

        private String quotedValue(String name)
        {
            StringBuilder value = new StringBuilder();
            position++;
            while (true) {
                int quote = text.indexOf('"', position);
                if (quote < 0) {
                    throw new IllegalArgumentException("Option '%s' has no closing double quote".formatted(name));
                }
                value.append(text, position, quote);
                position = quote + 1;
                if (position < text.length() && text.charAt(position) == '"') {
                    value.append('"');
                    position++;
                    continue;
                }
                skipBlanks();
                if (position < text.length() && text.charAt(position) != ';') {
                    throw new IllegalArgumentException("Option '%s' must be followed by ';', found '%s'".formatted(name, text.substring(position)));
                }
                position = Math.min(position + 1, text.length());
                return value.toString();
            }
        }

        private void skipBlanks()
        {
            while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
                position++;
            }
        }
    }
}
