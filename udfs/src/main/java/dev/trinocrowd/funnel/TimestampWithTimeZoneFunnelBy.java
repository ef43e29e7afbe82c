package dev.trinocrowd.funnel;

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
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.Times.zonedMicroseconds;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;
import static dev.trinocrowd.funnel.FunnelInput.isTrue;
import static dev.trinocrowd.funnel.KeyedFunnelInput.add;

/// `funnel_by(event_time, window, steps, key [, mode [, exclude]])` over `timestamp(p) with time zone`.
@AggregationFunction(value = "funnel_by", decomposable = false)
@Description(KeyedFunnelInput.DESCRIPTION)
public final class TimestampWithTimeZoneFunnelBy
{
    private TimestampWithTimeZoneFunnelBy()
    {}

    @InputFunction
    @TypeParameter("S")
    @TypeParameter("K")
    @LiteralParameters("p")
    public static void input(
            @AggregationState({"S", "K"}) KeyedFunnelState state,
            @BlockPosition @SqlType("timestamp(p) with time zone") ValueBlock time,
            @BlockIndex int timePosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
            @BlockIndex int windowPosition,
            @BlockPosition @SqlType("S") ValueBlock steps,
            @BlockIndex int stepsPosition,
            @SqlNullable @BlockPosition @SqlType("K") ValueBlock key,
            @BlockIndex int keyPosition)
    {
        long eventTime = zonedMicroseconds(time, timePosition);
        add(state, eventTime, window, windowPosition, steps, stepsPosition, key, keyPosition, false, MICROSECONDS);
    }

    @SqlNullable
    @OutputFunction(StandardTypes.INTEGER)
    public static void output(@AggregationState({"S", "K"}) KeyedFunnelState state, BlockBuilder out)
    {
        state.write(out);
    }

    @AggregationFunction(value = "funnel_by", decomposable = false)
    @Description(KeyedFunnelInput.DESCRIPTION)
    public static final class WithExclusion
    {
        private WithExclusion()
        {}

        @InputFunction
        @TypeParameter("S")
        @TypeParameter("K")
        @LiteralParameters({"p", "x"})
        public static void input(
                @AggregationState({"S", "K"}) KeyedFunnelState state,
                @BlockPosition @SqlType("timestamp(p) with time zone") ValueBlock time,
                @BlockIndex int timePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
                @BlockIndex int windowPosition,
                @BlockPosition @SqlType("S") ValueBlock steps,
                @BlockIndex int stepsPosition,
                @SqlNullable @BlockPosition @SqlType("K") ValueBlock key,
                @BlockIndex int keyPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BOOLEAN) ValueBlock exclude,
                @BlockIndex int excludePosition)
        {
            state.setMode(mode, modePosition);
            long eventTime = zonedMicroseconds(time, timePosition);
            add(state, eventTime, window, windowPosition, steps, stepsPosition, key, keyPosition, isTrue(exclude, excludePosition), MICROSECONDS);
        }

        @SqlNullable
        @OutputFunction(StandardTypes.INTEGER)
        public static void output(@AggregationState({"S", "K"}) KeyedFunnelState state, BlockBuilder out)
        {
            state.write(out);
        }
    }

    @AggregationFunction(value = "funnel_by", decomposable = false)
    @Description(KeyedFunnelInput.DESCRIPTION)
    public static final class WithMode
    {
        private WithMode()
        {}

        @InputFunction
        @TypeParameter("S")
        @TypeParameter("K")
        @LiteralParameters({"p", "x"})
        public static void input(
                @AggregationState({"S", "K"}) KeyedFunnelState state,
                @BlockPosition @SqlType("timestamp(p) with time zone") ValueBlock time,
                @BlockIndex int timePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
                @BlockIndex int windowPosition,
                @BlockPosition @SqlType("S") ValueBlock steps,
                @BlockIndex int stepsPosition,
                @SqlNullable @BlockPosition @SqlType("K") ValueBlock key,
                @BlockIndex int keyPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition)
        {
            state.setMode(mode, modePosition);
            long eventTime = zonedMicroseconds(time, timePosition);
            add(state, eventTime, window, windowPosition, steps, stepsPosition, key, keyPosition, false, MICROSECONDS);
        }

        @SqlNullable
        @OutputFunction(StandardTypes.INTEGER)
        public static void output(@AggregationState({"S", "K"}) KeyedFunnelState state, BlockBuilder out)
        {
            state.write(out);
        }
    }
}
