package dev.trinocrowd.session;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.BlockIndex;
import io.trino.spi.function.BlockPosition;
import io.trino.spi.function.Description;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.Times.dateMicroseconds;
import static dev.trinocrowd.session.SessionsInput.addMicroseconds;
import static dev.trinocrowd.session.SessionsInput.write;
import static io.trino.spi.type.TimestampType.TIMESTAMP_MICROS;

/// `sessions(event_time, gap)` over `date`, whose times are given back as midnights.
@AggregationFunction(value = "sessions", decomposable = false)
@Description(SessionsInput.DESCRIPTION)
public final class DateSessions
{
    private DateSessions()
    {}

    @InputFunction
    public static void input(
            @AggregationState SessionsState state,
            @SqlType(StandardTypes.DATE) long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock gap,
            @BlockIndex int gapPosition)
    {
        addMicroseconds(state, dateMicroseconds(time), gap, gapPosition);
    }

    @OutputFunction("array(row(started_at timestamp(6), ended_at timestamp(6), events bigint))")
    public static void output(@AggregationState SessionsState state, BlockBuilder out)
    {
        write(state, out, TIMESTAMP_MICROS::writeLong);
    }
}
