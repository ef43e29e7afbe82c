package dev.trinocrowd.funnel;

import io.trino.spi.block.Block;
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
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.Times.microseconds;
import static dev.trinocrowd.funnel.FunnelInput.addMicroseconds;
import static io.trino.spi.type.IntegerType.INTEGER;

/// `funnel(event_time, window, steps [, mode])` over `timestamp(p)`.
@AggregationFunction(value = "funnel", decomposable = false)
@Description(FunnelInput.DESCRIPTION)
public final class TimestampFunnel
{
    private TimestampFunnel()
    {}

    @InputFunction
    @TypeParameter("S")
    @LiteralParameters("p")
    public static void input(
            @AggregationState("S") FunnelState state,
            @SqlType("timestamp(p)") long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
            @BlockIndex int windowPosition,
            @SqlType("S") long steps)
    {
        addMicroseconds(state, time, window, windowPosition, steps);
    }

    @InputFunction
    @TypeParameter("S")
    @LiteralParameters("p")
    public static void input(
            @AggregationState("S") FunnelState state,
            @SqlType("timestamp(p)") long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
            @BlockIndex int windowPosition,
            @SqlType("S") Block steps)
    {
        addMicroseconds(state, time, window, windowPosition, steps);
    }

    @InputFunction
    @TypeParameter("S")
    @LiteralParameters("p")
    public static void input(
            @AggregationState("S") FunnelState state,
            @SqlType("timestamp(p)") LongTimestamp time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
            @BlockIndex int windowPosition,
            @SqlType("S") long steps)
    {
        addMicroseconds(state, microseconds(time), window, windowPosition, steps);
    }

    @InputFunction
    @TypeParameter("S")
    @LiteralParameters("p")
    public static void input(
            @AggregationState("S") FunnelState state,
            @SqlType("timestamp(p)") LongTimestamp time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
            @BlockIndex int windowPosition,
            @SqlType("S") Block steps)
    {
        addMicroseconds(state, microseconds(time), window, windowPosition, steps);
    }

    @OutputFunction(StandardTypes.INTEGER)
    public static void output(@AggregationState("S") FunnelState state, BlockBuilder out)
    {
        INTEGER.writeLong(out, state.level());
    }

    @AggregationFunction(value = "funnel", decomposable = false)
    @Description(FunnelInput.DESCRIPTION)
    public static final class WithMode
    {
        private WithMode()
        {}

        @InputFunction
        @TypeParameter("S")
        @LiteralParameters({"p", "x"})
        public static void input(
                @AggregationState("S") FunnelState state,
                @SqlType("timestamp(p)") long time,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
                @BlockIndex int windowPosition,
                @SqlType("S") long steps,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition)
        {
            state.checkMode(mode, modePosition);
            addMicroseconds(state, time, window, windowPosition, steps);
        }

        @InputFunction
        @TypeParameter("S")
        @LiteralParameters({"p", "x"})
        public static void input(
                @AggregationState("S") FunnelState state,
                @SqlType("timestamp(p)") long time,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
                @BlockIndex int windowPosition,
                @SqlType("S") Block steps,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition)
        {
            state.checkMode(mode, modePosition);
            addMicroseconds(state, time, window, windowPosition, steps);
        }

        @InputFunction
        @TypeParameter("S")
        @LiteralParameters({"p", "x"})
        public static void input(
                @AggregationState("S") FunnelState state,
                @SqlType("timestamp(p)") LongTimestamp time,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
                @BlockIndex int windowPosition,
                @SqlType("S") long steps,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition)
        {
            state.checkMode(mode, modePosition);
            addMicroseconds(state, microseconds(time), window, windowPosition, steps);
        }

        @InputFunction
        @TypeParameter("S")
        @LiteralParameters({"p", "x"})
        public static void input(
                @AggregationState("S") FunnelState state,
                @SqlType("timestamp(p)") LongTimestamp time,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
                @BlockIndex int windowPosition,
                @SqlType("S") Block steps,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition)
        {
            state.checkMode(mode, modePosition);
            addMicroseconds(state, microseconds(time), window, windowPosition, steps);
        }

        @OutputFunction(StandardTypes.INTEGER)
        public static void output(@AggregationState("S") FunnelState state, BlockBuilder out)
        {
            INTEGER.writeLong(out, state.level());
        }
    }
}
