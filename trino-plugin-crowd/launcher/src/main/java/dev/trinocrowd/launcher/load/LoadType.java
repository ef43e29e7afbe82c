package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.UserException;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A SQL type that a column of a file can be loaded as.
sealed interface LoadType
{
    Pattern SYNTAX = Pattern.compile("(?<base>[a-z]+)(\\s*\\(\\s*(?<first>\\d+)\\s*(,\\s*(?<second>\\d+)\\s*)?\\))?");

    /// The type's name in SQL.
    String sql();

    /// The text that SQL's CAST turns into exactly this value; empty if it is none of this type.
    Optional<String> normalize(String text);

    static LoadType parse(String text)
    {
        Matcher matcher = SYNTAX.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            Optional<Integer> first = Optional.ofNullable(matcher.group("first")).map(Integer::valueOf);
            Optional<Integer> second = Optional.ofNullable(matcher.group("second")).map(Integer::valueOf);
            Optional<LoadType> type = of(matcher.group("base"), first, second);
            if (type.isPresent()) {
                return type.get();
            }
        }
        throw new UserException(
                "'%s' is no type that a file can be loaded as: expected boolean, tinyint, smallint, integer, bigint, real, double, decimal(p, s), varchar, varchar(n), date or timestamp(p)."
                        .formatted(text));
    }

    private static Optional<LoadType> of(String base, Optional<Integer> first, Optional<Integer> second)
    {
        LoadType type = switch (base) {
            case "boolean" -> new BooleanType();
            case "tinyint" -> new IntegerType("tinyint", Byte.MIN_VALUE, Byte.MAX_VALUE);
            case "smallint" -> new IntegerType("smallint", Short.MIN_VALUE, Short.MAX_VALUE);
            case "int", "integer" -> new IntegerType("integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "bigint" -> IntegerType.BIGINT;
            case "real" -> new FloatingType("real");
            case "double" -> FloatingType.DOUBLE;
            case "decimal" -> new DecimalType(first.orElse(38), second.orElse(0));
            case "varchar" -> new VarcharType(first);
            case "date" -> new DateType();
            case "timestamp" -> new TimestampType(first.orElse(3));
            default -> null;
        };
        boolean withArguments = type instanceof DecimalType || type instanceof VarcharType || type instanceof TimestampType;
        boolean valid = switch (type) {
            case null -> false;
            case DecimalType decimal -> decimal.precision() >= 1 && decimal.precision() <= 38 && decimal.scale() <= decimal.precision();
            case TimestampType timestamp -> timestamp.precision() <= TimestampType.MAX_PRECISION && second.isEmpty();
            default -> second.isEmpty() && (withArguments || first.isEmpty());
        };
        return valid ? Optional.of(type) : Optional.empty();
    }

    record BooleanType()
            implements LoadType
    {
        @Override
        public String sql()
        {
            return "boolean";
        }

        @Override
        public Optional<String> normalize(String text)
        {
            String lower = text.toLowerCase(Locale.ROOT);
            return lower.equals("true") || lower.equals("false") ? Optional.of(lower) : Optional.empty();
        }
    }

    record IntegerType(String sql, long min, long max)
            implements LoadType
    {
        static final IntegerType BIGINT = new IntegerType("bigint", Long.MIN_VALUE, Long.MAX_VALUE);

        private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");

        @Override
        public Optional<String> normalize(String text)
        {
            if (!INTEGER.matcher(text).matches()) {
                return Optional.empty();
            }
            try {
                long value = Long.parseLong(text);
                return value >= min && value <= max ? Optional.of(Long.toString(value)) : Optional.empty();
            }
            catch (NumberFormatException _) {
                return Optional.empty();
            }
        }
    }

    record FloatingType(String sql)
            implements LoadType
    {
        static final FloatingType DOUBLE = new FloatingType("double");

        private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|NaN|[+-]?Infinity");

        @Override
        public Optional<String> normalize(String text)
        {
            return NUMBER.matcher(text).matches() ? Optional.of(text.startsWith("+") ? text.substring(1) : text) : Optional.empty();
        }
    }

    record DecimalType(int precision, int scale)
            implements LoadType
    {
        private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,60}(\\.\\d{0,60})?|\\.\\d{1,60})");

        @Override
        public String sql()
        {
            return "decimal(%s, %s)".formatted(precision, scale);
        }

        @Override
        public Optional<String> normalize(String text)
        {
            if (!NUMBER.matcher(text).matches()) {
                return Optional.empty();
            }
            BigDecimal value = new BigDecimal(text).stripTrailingZeros();
            if (value.scale() > scale || value.precision() - value.scale() > precision - scale) {
                return Optional.empty();
            }
            return Optional.of(value.toPlainString());
        }
    }

    record VarcharType(Optional<Integer> length)
            implements LoadType
    {
        static final VarcharType VARCHAR = new VarcharType(Optional.empty());

        @Override
        public String sql()
        {
            return length.map("varchar(%s)"::formatted).orElse("varchar");
        }

        @Override
        public Optional<String> normalize(String text)
        {
            return length.isEmpty() || text.codePointCount(0, text.length()) <= length.get() ? Optional.of(text) : Optional.empty();
        }
    }

    record DateType()
            implements LoadType
    {
        @Override
        public String sql()
        {
            return "date";
        }

        @Override
        public Optional<String> normalize(String text)
        {
            return IsoTime.parseDate(text).map(Object::toString);
        }
    }

    record TimestampType(int precision)
            implements LoadType
    {
        static final int MAX_PRECISION = 9;

        @Override
        public String sql()
        {
            return "timestamp(%s)".formatted(precision);
        }

        @Override
        public Optional<String> normalize(String text)
        {
            return IsoTime.parse(text)
                    .filter(time -> time.fractionDigits() <= precision)
                    .map(IsoTime::sql);
        }
    }
}
