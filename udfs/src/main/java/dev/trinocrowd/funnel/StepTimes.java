package dev.trinocrowd.funnel;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.LongTimestampWithTimeZone;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.TimeZoneKey.UTC_KEY;
import static io.trino.spi.type.TimestampType.TIMESTAMP_MICROS;
import static io.trino.spi.type.TimestampWithTimeZoneType.TIMESTAMP_TZ_MICROS;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_DAY;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_MILLISECOND;
import static io.trino.spi.type.Timestamps.PICOSECONDS_PER_MICROSECOND;
import static java.lang.Math.floorDiv;
import static java.lang.Math.floorMod;

/// The types in which the times of steps are given back.
enum StepTimes
{
    TIMESTAMPS
    {
        @Override
        void write(BlockBuilder out, long time)
        {
            TIMESTAMP_MICROS.writeLong(out, time);
        }
    },
    INSTANTS
    {
        @Override
        void write(BlockBuilder out, long time)
        {
            TIMESTAMP_TZ_MICROS.writeObject(out, LongTimestampWithTimeZone.fromEpochMillisAndFraction(
                    floorDiv(time, MICROSECONDS_PER_MILLISECOND),
                    floorMod(time, MICROSECONDS_PER_MILLISECOND) * PICOSECONDS_PER_MICROSECOND,
                    UTC_KEY));
        }
    },
    DATES
    {
        @Override
        void write(BlockBuilder out, long time)
        {
            DATE.writeLong(out, floorDiv(time, MICROSECONDS_PER_DAY));
        }
    },
    UNITS
    {
        @Override
        void write(BlockBuilder out, long time)
        {
            BIGINT.writeLong(out, time);
        }
    };

    abstract void write(BlockBuilder out, long time);

    final void write(BlockBuilder out, Chain chain)
    {
        for (int i = 0; i < chain.length(); i++) {
            write(out, chain.time(i));
        }
    }
}
