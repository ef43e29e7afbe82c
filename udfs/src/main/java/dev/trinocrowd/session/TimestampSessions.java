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
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.Times.microseconds;
import static dev.trinocrowd.session.SessionsInput.addMicroseconds;
import static dev.trinocrowd.session.SessionsInput.write;
import static io.trino.spi.type.TimestampType.TIMESTAMP_MICROS;

/// `sessions(event_time, gap)` over `timestamp(p)`.
@AggregationFunction(value = "sessions", decomposable = false)
@Description(SessionsInput.DESCRIPTION)
public final class TimestampSessions
{
    private TimestampSessions()
    {}

    @InputFunction
    @LiteralParameters("p")
    public static void input(
            @AggregationState SessionsState state,
            @SqlType("timestamp(p)") long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock gap,
            @BlockIndex int gapPosition)
    {
        addMicroseconds(state, time, gap, gapPosition);
    }

    @InputFunction
    @LiteralParameters("p")
    public static void input(
            @AggregationState SessionsState state,
            @SqlType("timestamp(p)") LongTimestamp time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock gap,
            @BlockIndex int gapPosition)
    {
        addMicroseconds(state, microseconds(time), gap, gapPosition);
    }

    @OutputFunction("array(row(started_at timestamp(6), ended_at timestamp(6), events bigint))")
    public static void output(@AggregationState SessionsState state, BlockBuilder out)
    {
        write(state, out, TIMESTAMP_MICROS::writeLong);
    }
}
