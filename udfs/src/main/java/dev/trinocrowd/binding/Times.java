package dev.trinocrowd.binding;

import io.trino.spi.block.Fixed12Block;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DateTimeEncoding.unpackMillisUtc;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.TimeZoneKey.UTC_KEY;
import static io.trino.spi.type.TimestampWithTimeZoneType.TIMESTAMP_TZ_PICOS;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_DAY;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_MILLISECOND;
import static io.trino.spi.type.Timestamps.PICOSECONDS_PER_MICROSECOND;

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
        if (Math.floorDiv(microseconds, MICROSECONDS_PER_MILLISECOND) != milliseconds) {
            throw invalidArgument("A time must fit microseconds since 1970 in 64 bits, found %s milliseconds".formatted(milliseconds));
        }
        return microseconds;
    }

    /// Microseconds as a `timestamp(6) with time zone` in UTC.
    public static LongTimestampWithTimeZone zoned(long microseconds)
    {
        long milliseconds = Math.floorDiv(microseconds, MICROSECONDS_PER_MILLISECOND);
        int picosecondsOfMillisecond = Math.floorMod(microseconds, MICROSECONDS_PER_MILLISECOND) * PICOSECONDS_PER_MICROSECOND;
        return LongTimestampWithTimeZone.fromEpochMillisAndFraction(milliseconds, picosecondsOfMillisecond, UTC_KEY);
    }

    public static long dateMicroseconds(long days)
    {
        long microseconds = days * MICROSECONDS_PER_DAY;
        if (microseconds / MICROSECONDS_PER_DAY != days) {
            throw invalidArgument("A date must fit microseconds since 1970 in 64 bits, found %s days".formatted(days));
        }
        return microseconds;
    }

    /// A `timestamp(p)` of any precision.
    public static long microseconds(ValueBlock block, int position)
    {
        return switch (block) {
            case LongArrayBlock shorts -> shorts.getLong(position);
            case Fixed12Block longs -> longs.getFixed12First(position);
            default -> throw new IllegalStateException("unexpected block of timestamps: " + block.getClass().getSimpleName());
        };
    }

    /// A `timestamp(p) with time zone` of any precision.
    public static long zonedMicroseconds(ValueBlock block, int position)
    {
        return switch (block) {
            case LongArrayBlock shorts -> zonedMicroseconds(shorts.getLong(position));
            case Fixed12Block longs -> zonedMicroseconds((LongTimestampWithTimeZone) TIMESTAMP_TZ_PICOS.getObject(longs, position));
            default -> throw new IllegalStateException("unexpected block of timestamps with time zone: " + block.getClass().getSimpleName());
        };
    }

    public static long dateMicroseconds(ValueBlock block, int position)
    {
        return dateMicroseconds(DATE.getInt(block, position));
    }

    /// A `bigint`.
    public static long units(ValueBlock block, int position)
    {
        return BIGINT.getLong(block, position);
    }
}
