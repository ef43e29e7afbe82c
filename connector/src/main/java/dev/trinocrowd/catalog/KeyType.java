package dev.trinocrowd.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// The type of a key column, written as in SQL: `varchar(20)`, `decimal(10,2)`, `timestamp(3)`.
///
/// @param length the most characters of a varchar, the precision of a decimal or a timestamp; empty for a varchar without limit
/// @param scale of a decimal, else 0
public record KeyType(Kind kind, Optional<Integer> length, int scale)
{
    private static final Pattern TEXT = Pattern.compile("([a-z]+)(?:\\((\\d{1,10})(?:,(\\d{1,2}))?\\))?");
    private static final int MAX_SHORT_DECIMAL = 18;
    private static final int MAX_DECIMAL = 38;
    private static final int MAX_SHORT_TIMESTAMP = 6;
    private static final int MAX_TIMESTAMP = 12;

    public enum Kind
    {
        BOOLEAN,
        TINYINT,
        SMALLINT,
        INTEGER,
        BIGINT,
        DATE,
        DECIMAL,
        TIMESTAMP,
        VARCHAR,
        UUID,
    }

    public KeyType
    {
        requireNonNull(kind, "kind is null");
        requireNonNull(length, "length is null");
        switch (kind) {
            case DECIMAL -> {
                int precision = length.orElseThrow(() -> new IllegalArgumentException("decimal needs a precision"));
                checkArgument(precision >= 1 && precision <= MAX_DECIMAL, "the precision of a decimal must be 1 to %s, found %s", MAX_DECIMAL, precision);
                checkArgument(scale >= 0 && scale <= precision, "the scale of a decimal must be 0 to its precision %s, found %s", precision, scale);
            }
            case TIMESTAMP -> {
                int precision = length.orElseThrow(() -> new IllegalArgumentException("timestamp needs a precision"));
                checkArgument(precision >= 0 && precision <= MAX_TIMESTAMP, "the precision of a timestamp must be 0 to %s, found %s", MAX_TIMESTAMP, precision);
                checkArgument(scale == 0, "only a decimal has a scale");
            }
            case VARCHAR -> checkArgument(scale == 0, "only a decimal has a scale");
            default -> checkArgument(length.isEmpty() && scale == 0, "%s has no length", kind);
        }
    }

    public static KeyType of(Kind kind)
    {
        return new KeyType(kind, Optional.empty(), 0);
    }

    public static KeyType varchar(int length)
    {
        return new KeyType(Kind.VARCHAR, Optional.of(length), 0);
    }

    public static KeyType decimal(int precision, int scale)
    {
        return new KeyType(Kind.DECIMAL, Optional.of(precision), scale);
    }

    public static KeyType timestamp(int precision)
    {
        return new KeyType(Kind.TIMESTAMP, Optional.of(precision), 0);
    }

    @JsonCreator
    public static KeyType parse(String text)
    {
        Matcher matcher = TEXT.matcher(text);
        checkArgument(matcher.matches(), "expected a key type such as varchar or decimal(10,2), found %s", text);
        for (Kind kind : Kind.values()) {
            if (kind.name().equalsIgnoreCase(matcher.group(1))) {
                return new KeyType(
                        kind,
                        Optional.ofNullable(matcher.group(2)).map(Integer::parseInt),
                        Optional.ofNullable(matcher.group(3)).map(Integer::parseInt).orElse(0));
            }
        }
        throw new IllegalArgumentException("expected a key type such as varchar or decimal(10,2), found " + text);
    }

    /// Whether a value is held by 128 bits: a decimal of more than 18 digits.
    public boolean isLongDecimal()
    {
        return kind == Kind.DECIMAL && length.orElseThrow() > MAX_SHORT_DECIMAL;
    }

    /// Whether a value has picoseconds beside its microseconds.
    public boolean isLongTimestamp()
    {
        return kind == Kind.TIMESTAMP && length.orElseThrow() > MAX_SHORT_TIMESTAMP;
    }

    @JsonValue
    @Override
    public String toString()
    {
        String name = kind.name().toLowerCase(Locale.ROOT);
        if (kind == Kind.DECIMAL) {
            return "%s(%d,%d)".formatted(name, length.orElseThrow(), scale);
        }
        return length.map(value -> "%s(%d)".formatted(name, value)).orElse(name);
    }
}
