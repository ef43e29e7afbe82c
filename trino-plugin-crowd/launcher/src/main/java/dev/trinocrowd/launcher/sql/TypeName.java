package dev.trinocrowd.launcher.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import static java.util.Objects.requireNonNull;

/// A type as Trino writes it, taken apart: `array(timestamp(3))` has the base `array` and one argument.
///
/// @param arguments what stands in the parentheses; of a field of a row only its type
record TypeName(String base, List<TypeName> arguments)
{
    TypeName
    {
        requireNonNull(base, "base is null");
        arguments = List.copyOf(arguments);
    }

    static TypeName parse(String text)
    {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        if (open < 0 || close < open) {
            return new TypeName(text.strip().toLowerCase(Locale.ROOT), List.of());
        }
        String base = (text.substring(0, open) + text.substring(close + 1)).strip().toLowerCase(Locale.ROOT);
        List<TypeName> arguments = parts(text.substring(open + 1, close)).stream()
                .map(part -> parse(base.equals("row") ? fieldType(part) : part))
                .toList();
        return new TypeName(base, arguments);
    }

    /// The digits of a second's fraction that a time of this type carries.
    int precision()
    {
        return arguments.isEmpty() ? 3 : Integer.parseInt(arguments.getFirst().base());
    }

    boolean isNumber()
    {
        return switch (base) {
            case "tinyint", "smallint", "integer", "bigint", "real", "double", "decimal", "number" -> true;
            default -> false;
        };
    }

    private static List<String> parts(String text)
    {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            }
            else if (!quoted) {
                switch (c) {
                    case '(' -> depth++;
                    case ')' -> depth--;
                    case ',' -> {
                        if (depth == 0) {
                            parts.add(text.substring(start, i).strip());
                            start = i + 1;
                        }
                    }
                    default -> {
                    }
                }
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    // Trino quotes every name of a field; a field without a name is its type alone, which may hold spaces itself.
    private static String fieldType(String field)
    {
        if (field.startsWith("\"")) {
            int end = 1;
            while (field.charAt(end) != '"' || field.startsWith("\"\"", end)) {
                end += field.charAt(end) == '"' ? 2 : 1;
            }
            return field.substring(end + 1).strip();
        }
        int space = field.indexOf(' ');
        int open = field.indexOf('(');
        boolean named = space >= 0 && (open < 0 || space < open) && !field.startsWith("interval ") && !field.startsWith("double precision") && !field.startsWith("time ")
                && !field.startsWith("timestamp ");
        return named ? field.substring(space + 1).strip() : field;
    }
}
