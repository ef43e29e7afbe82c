package dev.trinocrowd.export.delivery;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE;
import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;

/// Payload values as JSON: numbers as numbers with all of their digits, dates and times as ISO 8601, the rest as text.
public final class PayloadJson
{
    private PayloadJson()
    {}

    public interface ValueWriter
    {
        /// @param value never null
        void write(JsonGenerator out, Object value)
                throws IOException;
    }

    public static ValueWriter writer(PayloadColumn column)
    {
        return switch (column.kind()) {
            case BOOLEAN -> (out, value) -> out.writeBoolean((Boolean) value);
            case INTEGER -> (out, value) -> out.writeNumber((Long) value);
            // NaN and infinity, which JSON has no numbers for, become text
            case DOUBLE -> (out, value) -> out.writeNumber((Double) value);
            case DECIMAL -> (out, value) -> out.writeNumber((BigDecimal) value);
            case VARCHAR -> (out, value) -> out.writeString((String) value);
            case DATE, UUID -> (out, value) -> out.writeString(value.toString());
            case TIMESTAMP -> timestamp(timestampFormat(column.precision()));
        };
    }

    private static ValueWriter timestamp(DateTimeFormatter format)
    {
        return (out, value) -> out.writeString(format.format((LocalDateTime) value));
    }

    /// @return what the value is where only text may stand
    public static String text(PayloadColumn column, Object value)
    {
        return switch (column.kind()) {
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case TIMESTAMP -> timestampFormat(column.precision()).format((LocalDateTime) value);
            default -> value.toString();
        };
    }

    public static DateTimeFormatter timestampFormat(int digits)
    {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder()
                .append(ISO_LOCAL_DATE)
                .appendLiteral('T')
                .appendValue(HOUR_OF_DAY, 2)
                .appendLiteral(':')
                .appendValue(MINUTE_OF_HOUR, 2)
                .appendLiteral(':')
                .appendValue(SECOND_OF_MINUTE, 2);
        if (digits > 0) {
            builder.appendFraction(NANO_OF_SECOND, digits, digits, true);
        }
        return builder.toFormatter();
    }
}
