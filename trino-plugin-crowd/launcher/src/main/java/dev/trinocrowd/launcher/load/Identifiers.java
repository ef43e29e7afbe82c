package dev.trinocrowd.launcher.load;

import java.util.ArrayList;
import java.util.List;

/// Names in SQL text.
public final class Identifiers
{
    private Identifiers()
    {}

    static String quote(String name)
    {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    public static String literal(String text)
    {
        return "'" + text.replace("'", "''") + "'";
    }

    /// The parts of a text between separators that stand neither in double quotes nor in parentheses.
    static List<String> split(String text, char separator)
    {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (c == separator && depth == 0) {
                    parts.add(text.substring(start, i).strip());
                    start = i + 1;
                }
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    static String unquote(String text)
    {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }
}
