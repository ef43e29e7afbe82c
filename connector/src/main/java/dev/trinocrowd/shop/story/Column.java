package dev.trinocrowd.shop.story;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/// A column of a table of the shop. Every value is a whole number: see [Kind].
public final class Column
{
    /// The value that stands for NULL.
    public static final long NULL = Long.MIN_VALUE;

    private final String name;
    private final Kind kind;
    private final String comment;
    private final boolean nullable;
    private final Optional<Function<Shop, List<String>>> vocabulary;
    private final Value value;

    private Column(String name, Kind kind, String comment, boolean nullable, Optional<Function<Shop, List<String>>> vocabulary, Value value)
    {
        this.name = requireNonNull(name, "name is null");
        this.kind = requireNonNull(kind, "kind is null");
        this.comment = requireNonNull(comment, "comment is null");
        this.nullable = nullable;
        this.vocabulary = requireNonNull(vocabulary, "vocabulary is null");
        this.value = requireNonNull(value, "value is null");
    }

    static Column of(String name, Kind kind, String comment, Value value)
    {
        return new Column(name, kind, comment, false, Optional.empty(), value);
    }

    static Column nullable(String name, Kind kind, String comment, Value value)
    {
        return new Column(name, kind, comment, true, Optional.empty(), value);
    }

    static Column text(String name, String comment, List<String> vocabulary, Value value)
    {
        return new Column(name, Kind.TEXT, comment, false, Optional.of(_ -> vocabulary), value);
    }

    static Column nullableText(String name, String comment, List<String> vocabulary, Value value)
    {
        return new Column(name, Kind.TEXT, comment, true, Optional.of(_ -> vocabulary), value);
    }

    static Column shopText(String name, String comment, Function<Shop, List<String>> vocabulary, Value value)
    {
        return new Column(name, Kind.TEXT, comment, false, Optional.of(vocabulary), value);
    }

    public String name()
    {
        return name;
    }

    public Kind kind()
    {
        return kind;
    }

    public String comment()
    {
        return comment;
    }

    public boolean isNullable()
    {
        return nullable;
    }

    /// What the values of a [Kind#TEXT] column are indexes of.
    public List<String> vocabulary(Shop shop)
    {
        return vocabulary.orElseThrow(() -> new IllegalStateException("Column %s is not text".formatted(name))).apply(shop);
    }

    long value(Story story, int row)
    {
        return value.at(story, row);
    }

    @Override
    public String toString()
    {
        return name;
    }

    /// How a value is written as a whole number.
    public enum Kind
    {
        NUMBER,
        SMALL_NUMBER,
        /// 0 or 1.
        FLAG,
        /// Cents.
        MONEY,
        /// Microseconds since 1970, UTC.
        TIME,
        /// The index of a text in the column's vocabulary.
        TEXT,
        /// The bits of a double.
        FRACTION,
    }

    /// Where the values come from.
    @FunctionalInterface
    interface Value
    {
        long at(Story story, int row);
    }
}
