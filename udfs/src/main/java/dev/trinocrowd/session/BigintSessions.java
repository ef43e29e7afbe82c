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

import static dev.trinocrowd.session.SessionsInput.addUnits;
import static dev.trinocrowd.session.SessionsInput.write;
import static io.trino.spi.type.BigintType.BIGINT;

/// `sessions(event_time, gap)` over `bigint`.
@AggregationFunction(value = "sessions", decomposable = false)
@Description(SessionsInput.DESCRIPTION)
public final class BigintSessions
{
    private BigintSessions()
    {}

    @InputFunction
    public static void input(
            @AggregationState SessionsState state,
            @SqlType(StandardTypes.BIGINT) long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock gap,
            @BlockIndex int gapPosition)
    {
        addUnits(state, time, gap, gapPosition);
    }

    @OutputFunction("array(row(started_at bigint, ended_at bigint, events bigint))")
    public static void output(@AggregationState SessionsState state, BlockBuilder out)
    {
        write(state, out, BIGINT::writeLong);
    }
}
