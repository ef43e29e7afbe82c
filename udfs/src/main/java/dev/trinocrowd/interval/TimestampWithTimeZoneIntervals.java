package dev.trinocrowd.interval;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.BlockIndex;
import io.trino.spi.function.BlockPosition;
import io.trino.spi.function.Description;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.LiteralParameters;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.Times.zonedMicroseconds;
import static dev.trinocrowd.interval.IntervalsInput.add;
import static dev.trinocrowd.interval.IntervalsInput.write;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_MILLISECOND;

/// `event_intervals(event_time, is_from, is_to)` over `timestamp(p) with time zone`.
@AggregationFunction(value = "event_intervals", decomposable = false)
@Description(IntervalsInput.DESCRIPTION)
public final class TimestampWithTimeZoneIntervals
{
    private TimestampWithTimeZoneIntervals()
    {}

    @InputFunction
    @LiteralParameters("p")
    public static void input(
            @AggregationState IntervalsState state,
            @SqlType("timestamp(p) with time zone") long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BOOLEAN) ValueBlock isFrom,
            @BlockIndex int fromPosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BOOLEAN) ValueBlock isTo,
            @BlockIndex int toPosition)
    {
        add(state, zonedMicroseconds(time), isFrom, fromPosition, isTo, toPosition);
    }

    @InputFunction
    @LiteralParameters("p")
    public static void input(
            @AggregationState IntervalsState state,
            @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BOOLEAN) ValueBlock isFrom,
            @BlockIndex int fromPosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BOOLEAN) ValueBlock isTo,
            @BlockIndex int toPosition)
    {
        add(state, zonedMicroseconds(time), isFrom, fromPosition, isTo, toPosition);
    }

    @OutputFunction("array(bigint)")
    public static void output(@AggregationState IntervalsState state, BlockBuilder out)
    {
        write(state, out, MICROSECONDS_PER_MILLISECOND);
    }
}
