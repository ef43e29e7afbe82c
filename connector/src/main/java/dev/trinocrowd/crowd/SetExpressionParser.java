package dev.trinocrowd.crowd;

import io.trino.spi.TrinoException;

import java.util.Optional;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;
import static java.util.Objects.requireNonNull;

/// Reads `vip & city:paris - (opted_out | dormant)`.
///
/// `&` and `-` bind equally, from left to right, and closer than `|`. A name is letters, digits, `_` and `.` of any script; anything else
/// goes into single or double quotes, which are doubled inside.
final class SetExpressionParser
{
    /// Deeper than anyone writes, and far from the end of a stack.
    private static final int MAX_DEPTH = 200;
    private static final int MAX_NAMES = 500;

    private final String text;
    private int position;
    private int depth;
    private int names;

    private SetExpressionParser(String text)
    {
        this.text = requireNonNull(text, "text is null");
    }

    static SetExpression parse(String text)
    {
        SetExpressionParser parser = new SetExpressionParser(text);
        SetExpression expression = parser.union();
        if (parser.peek() != 0) {
            throw parser.expected("an operator &, - or |");
        }
        return expression;
    }

    private SetExpression union()
    {
        SetExpression left = product();
        while (peek() == '|') {
            position++;
            left = new SetExpression.Either(left, product());
        }
        return left;
    }

    private SetExpression product()
    {
        SetExpression left = primary();
        while (true) {
            switch (peek()) {
                case '&' -> {
                    position++;
                    left = new SetExpression.Both(left, primary());
                }
                case '-' -> {
                    position++;
                    left = new SetExpression.Without(left, primary());
                }
                default -> {
                    return left;
                }
            }
        }
    }

    private SetExpression primary()
    {
        if (peek() != '(') {
            return name();
        }
        position++;
        depth++;
        if (depth > MAX_DEPTH) {
            throw invalid("it is nested deeper than %s parentheses".formatted(MAX_DEPTH));
        }
        SetExpression inner = union();
        if (peek() != ')') {
            throw expected("an operator or ')'");
        }
        position++;
        depth--;
        return inner;
    }

    private SetExpression name()
    {
        names++;
        if (names > MAX_NAMES) {
            throw invalid("it has more than %s names".formatted(MAX_NAMES));
        }
        String first = word();
        if (peek() != ':') {
            return new SetExpression.Name(Optional.empty(), first);
        }
        position++;
        return new SetExpression.Name(Optional.of(first), word());
    }

    private String word()
    {
        char quote = peek();
        if (quote == '\'' || quote == '"') {
            return quoted(quote);
        }
        int start = position;
        while (position < text.length() && isOfName(text.codePointAt(position))) {
            position += Character.charCount(text.codePointAt(position));
        }
        if (position == start) {
            throw expected("a name");
        }
        return text.substring(start, position);
    }

    private String quoted(char quote)
    {
        StringBuilder word = new StringBuilder();
        position++;
        while (position < text.length()) {
            char letter = text.charAt(position++);
            if (letter != quote) {
                word.append(letter);
            }
            else if (position < text.length() && text.charAt(position) == quote) {
                word.append(quote);
                position++;
            }
            else {
                return word.toString();
            }
        }
        throw invalid("a quote %s is not closed".formatted(quote));
    }

    private static boolean isOfName(int letter)
    {
        return Character.isLetterOrDigit(letter) || letter == '_' || letter == '.' || Character.getType(letter) == Character.NON_SPACING_MARK;
    }

    /// The next letter that is not space; 0 at the end.
    private char peek()
    {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position < text.length() ? text.charAt(position) : 0;
    }

    private TrinoException expected(String what)
    {
        String found = peek() == 0 ? "the end" : "'%s' at character %s".formatted(Character.toString(text.codePointAt(position)), text.codePointCount(0, position) + 1);
        return invalid("expected %s, found %s".formatted(what, found));
    }

    private TrinoException invalid(String problem)
    {
        String shown = text.length() <= 200 ? text : text.substring(0, 200) + "…";
        return new TrinoException(INVALID_FUNCTION_ARGUMENT, "The expression of users is not understood: %s, in \"%s\"".formatted(problem, shown));
    }
}
