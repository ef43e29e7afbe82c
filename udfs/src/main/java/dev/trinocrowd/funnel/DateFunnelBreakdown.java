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

import static dev.trinocrowd.binding.Times.dateMicroseconds;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;
import static dev.trinocrowd.funnel.FunnelBreakdownInput.add;
import static dev.trinocrowd.funnel.FunnelInput.isTrue;

/// `funnel_breakdown(event_time, window, steps, value [, mode [, exclude]])` over `date`.
@AggregationFunction(value = "funnel_breakdown", decomposable = false)
@Description(FunnelBreakdownInput.DESCRIPTION)
public final class DateFunnelBreakdown
{
    private DateFunnelBreakdown()
    {}

    @InputFunction
    @TypeParameter("S")
    @TypeParameter("V")
    public static void input(
            @AggregationState({"S", "V"}) FunnelBreakdownState state,
            @BlockPosition @SqlType(StandardTypes.DATE) ValueBlock time,
            @BlockIndex int timePosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
            @BlockIndex int windowPosition,
            @BlockPosition @SqlType("S") ValueBlock steps,
            @BlockIndex int stepsPosition,
            @SqlNullable @BlockPosition @SqlType("V") ValueBlock value,
            @BlockIndex int valuePosition)
    {
        long eventTime = dateMicroseconds(time, timePosition);
        add(state, eventTime, window, windowPosition, steps, stepsPosition, value, valuePosition, false, MICROSECONDS);
    }

    @SqlNullable
    @OutputFunction("row(level integer, value V)")
    public static void output(@AggregationState({"S", "V"}) FunnelBreakdownState state, BlockBuilder out)
    {
        state.write(out);
    }

    @AggregationFunction(value = "funnel_breakdown", decomposable = false)
    @Description(FunnelBreakdownInput.DESCRIPTION)
    public static final class WithExclusion
    {
        private WithExclusion()
        {}

        @InputFunction
        @TypeParameter("S")
        @TypeParameter("V")
        @LiteralParameters("x")
        public static void input(
                @AggregationState({"S", "V"}) FunnelBreakdownState state,
                @BlockPosition @SqlType(StandardTypes.DATE) ValueBlock time,
                @BlockIndex int timePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
                @BlockIndex int windowPosition,
                @BlockPosition @SqlType("S") ValueBlock steps,
                @BlockIndex int stepsPosition,
                @SqlNullable @BlockPosition @SqlType("V") ValueBlock value,
                @BlockIndex int valuePosition,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BOOLEAN) ValueBlock exclude,
                @BlockIndex int excludePosition)
        {
            state.setMode(mode, modePosition);
            long eventTime = dateMicroseconds(time, timePosition);
            add(state, eventTime, window, windowPosition, steps, stepsPosition, value, valuePosition, isTrue(exclude, excludePosition), MICROSECONDS);
        }

        @SqlNullable
        @OutputFunction("row(level integer, value V)")
        public static void output(@AggregationState({"S", "V"}) FunnelBreakdownState state, BlockBuilder out)
        {
            state.write(out);
        }
    }

    @AggregationFunction(value = "funnel_breakdown", decomposable = false)
    @Description(FunnelBreakdownInput.DESCRIPTION)
    public static final class WithMode
    {
        private WithMode()
        {}

        @InputFunction
        @TypeParameter("S")
        @TypeParameter("V")
        @LiteralParameters("x")
        public static void input(
                @AggregationState({"S", "V"}) FunnelBreakdownState state,
                @BlockPosition @SqlType(StandardTypes.DATE) ValueBlock time,
                @BlockIndex int timePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
                @BlockIndex int windowPosition,
                @BlockPosition @SqlType("S") ValueBlock steps,
                @BlockIndex int stepsPosition,
                @SqlNullable @BlockPosition @SqlType("V") ValueBlock value,
                @BlockIndex int valuePosition,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition)
        {
            state.setMode(mode, modePosition);
            long eventTime = dateMicroseconds(time, timePosition);
            add(state, eventTime, window, windowPosition, steps, stepsPosition, value, valuePosition, false, MICROSECONDS);
        }

        @SqlNullable
        @OutputFunction("row(level integer, value V)")
        public static void output(@AggregationState({"S", "V"}) FunnelBreakdownState state, BlockBuilder out)
        {
            state.write(out);
        }
    }
}
