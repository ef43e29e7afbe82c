package dev.trinocrowd.binding;

import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.trino.spi.type.DateTimeEncoding.unpackMillisUtc;
import static io.trino.spi.type.LongTimestampWithTimeZone.fromEpochMillisAndFraction;
import static io.trino.spi.type.TimeZoneKey.UTC_KEY;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_DAY;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_MILLISECOND;
import static io.trino.spi.type.Timestamps.PICOSECONDS_PER_MICROSECOND;
import static java.lang.Math.floorDiv;
import static java.lang.Math.floorMod;

/// Trino's times as microseconds since 1970, truncated. A short `timestamp` already is that.
public final class Times
{
    private Times()
    {}

    public static long microseconds(LongTimestamp time)
    {
        return time.getEpochMicros();
    }

    public static long zonedMicroseconds(long packedTime)
    {
        return unpackMillisUtc(packedTime) * MICROSECONDS_PER_MILLISECOND;
    }

    public static long zonedMicroseconds(LongTimestampWithTimeZone time)
    {
        long milliseconds = time.getEpochMillis();
        long microseconds = milliseconds * MICROSECONDS_PER_MILLISECOND + time.getPicosOfMilli() / PICOSECONDS_PER_MICROSECOND;
        if (floorDiv(microseconds, MICROSECONDS_PER_MILLISECOND) != milliseconds) {
            throw invalidArgument("A time must fit microseconds since 1970 in 64 bits, found %s milliseconds".formatted(milliseconds));
        }
        return microseconds;
    }

    /// The reverse of [#zonedMicroseconds], in UTC.
    public static LongTimestampWithTimeZone utc(long microseconds)
    {
        long milliseconds = floorDiv(microseconds, MICROSECONDS_PER_MILLISECOND);
        int picosOfMilli = floorMod(microseconds, MICROSECONDS_PER_MILLISECOND) * PICOSECONDS_PER_MICROSECOND;
        return fromEpochMillisAndFraction(milliseconds, picosOfMilli, UTC_KEY);
    }

    public static long dateMicroseconds(long days)
    {
        long microseconds = days * MICROSECONDS_PER_DAY;
        if (microseconds / MICROSECONDS_PER_DAY != days) {
            throw invalidArgument("A date must fit microseconds since 1970 in 64 bits, found %s days".formatted(days));
        }
        return microseconds;
    }
}
