package dev.trinocrowd.session;

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

import static dev.trinocrowd.binding.Times.zoned;
import static dev.trinocrowd.binding.Times.zonedMicroseconds;
import static dev.trinocrowd.session.SessionsInput.addMicroseconds;
import static dev.trinocrowd.session.SessionsInput.write;
import static io.trino.spi.type.TimestampWithTimeZoneType.TIMESTAMP_TZ_MICROS;

/// `sessions(event_time, gap)` over `timestamp(p) with time zone`.
@AggregationFunction(value = "sessions", decomposable = false)
@Description(SessionsInput.DESCRIPTION)
public final class TimestampWithTimeZoneSessions
{
    private TimestampWithTimeZoneSessions()
    {}

    @InputFunction
    @LiteralParameters("p")
    public static void input(
            @AggregationState SessionsState state,
            @SqlType("timestamp(p) with time zone") long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock gap,
            @BlockIndex int gapPosition)
    {
        addMicroseconds(state, zonedMicroseconds(time), gap, gapPosition);
    }

    @InputFunction
    @LiteralParameters("p")
    public static void input(
            @AggregationState SessionsState state,
            @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock gap,
            @BlockIndex int gapPosition)
    {
        addMicroseconds(state, zonedMicroseconds(time), gap, gapPosition);
    }

    @OutputFunction("array(row(started_at timestamp(6) with time zone, ended_at timestamp(6) with time zone, events bigint))")
    public static void output(@AggregationState SessionsState state, BlockBuilder out)
    {
        write(state, out, (times, time) -> TIMESTAMP_TZ_MICROS.writeObject(times, zoned(time)));
    }
}
