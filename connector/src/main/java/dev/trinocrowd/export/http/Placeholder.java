package dev.trinocrowd.export.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/// What stands for a value in a template: `{{rows}}`, `{{row.title:text?}}`.
///
/// @param column of `row.column` and `rows.column`
/// @param asText whether numbers and the like are written as text
/// @param isOptional whether the field is left out where there is no value, or no such column
record Placeholder(Kind kind, Optional<String> column, boolean asText, boolean isOptional)
{
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z_]+)(?:\\.([^{}?:\\s]+))?(:text)?(\\?)?\\s*}}");
    private static final String EXPECTED = "expected {{rows}}, {{rows.column}}, {{row.column}}, {{members}}, {{member}}, {{action}} or {{idempotency_key}}, with :text or ? behind the name";

    enum Kind
    {
        /// All rows, as the template of rows writes them.
        ROWS(false),
        /// The values of one column, one a row.
        COLUMN(true),
        /// The ids of all members.
        MEMBERS(false),
        /// The value of a column: of a row, or of all of them where they share it.
        VALUE(true),
        MEMBER(false),
        ACTION(false),
        KEY(false),
        ;

        private final boolean hasColumn;

        Kind(boolean hasColumn)
        {
            this.hasColumn = hasColumn;
        }
    }

    Placeholder
    {
        requireNonNull(kind, "kind is null");
        requireNonNull(column, "column is null");
    }

    /// @return empty if the text is not a placeholder, but itself
    static Optional<Placeholder> parse(String text)
    {
        if (!text.contains("{{")) {
            return Optional.empty();
        }
        Matcher matcher = PLACEHOLDER.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a placeholder must be a whole value, found '%s'; %s".formatted(text, EXPECTED));
        }
        Optional<String> column = Optional.ofNullable(matcher.group(2));
        Kind kind = switch (matcher.group(1)) {
            case "rows" -> column.isPresent() ? Kind.COLUMN : Kind.ROWS;
            case "row" -> Kind.VALUE;
            case "members" -> Kind.MEMBERS;
            case "member" -> Kind.MEMBER;
            case "action" -> Kind.ACTION;
            case "idempotency_key" -> Kind.KEY;
            default -> throw new IllegalArgumentException("unknown placeholder '%s'; %s".formatted(text, EXPECTED));
        };
        if (kind.hasColumn != column.isPresent()) {
            throw new IllegalArgumentException("unknown placeholder '%s'; %s".formatted(text, EXPECTED));
        }
        return Optional.of(new Placeholder(kind, column, matcher.group(3) != null, matcher.group(4) != null));
    }
}
