package dev.trinocrowd.funnel;

import io.trino.spi.block.ArrayBlockBuilder;
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
import static dev.trinocrowd.funnel.FunnelInput.addMicroseconds;
import static dev.trinocrowd.funnel.StepTimes.DATES;

/// `funnel(event_time, window, steps [, mode [, exclude]])`, `funnel_times`, `funnel_attempts` over `date`.
@AggregationFunction(value = "funnel", decomposable = false)
@Description(FunnelInput.LEVEL_DESCRIPTION)
public final class DateFunnel
{
    private DateFunnel()
    {}

    @InputFunction
    @TypeParameter("S")
    public static void input(
            @AggregationState("S") FunnelState state,
            @SqlType(StandardTypes.DATE) long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
            @BlockIndex int windowPosition,
            @BlockPosition @SqlType("S") ValueBlock steps,
            @BlockIndex int stepsPosition)
    {
        addMicroseconds(state, dateMicroseconds(time), window, windowPosition, steps, stepsPosition);
    }

    @SqlNullable
    @OutputFunction(StandardTypes.INTEGER)
    public static void level(@AggregationState("S") FunnelState state, BlockBuilder out)
    {
        state.writeLevel(out);
    }

    @AggregationFunction("funnel_times")
    @Description(FunnelInput.TIMES_DESCRIPTION)
    @SqlNullable
    @OutputFunction("array(date)")
    public static void times(@AggregationState("S") FunnelState state, BlockBuilder out)
    {
        state.writeTimes((ArrayBlockBuilder) out, DATES);
    }

    @AggregationFunction("funnel_attempts")
    @Description(FunnelInput.ATTEMPTS_DESCRIPTION)
    @OutputFunction("array(array(date))")
    public static void attempts(@AggregationState("S") FunnelState state, BlockBuilder out)
    {
        state.writeAttempts((ArrayBlockBuilder) out, DATES);
    }

    @AggregationFunction(value = "funnel", decomposable = false)
    @Description(FunnelInput.LEVEL_DESCRIPTION)
    public static final class WithMode
    {
        private WithMode()
        {}

        @InputFunction
        @TypeParameter("S")
        @LiteralParameters("x")
        public static void input(
                @AggregationState("S") FunnelState state,
                @SqlType(StandardTypes.DATE) long time,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
                @BlockIndex int windowPosition,
                @BlockPosition @SqlType("S") ValueBlock steps,
                @BlockIndex int stepsPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition)
        {
            state.setMode(mode, modePosition);
            addMicroseconds(state, dateMicroseconds(time), window, windowPosition, steps, stepsPosition);
        }

        @SqlNullable
        @OutputFunction(StandardTypes.INTEGER)
        public static void level(@AggregationState("S") FunnelState state, BlockBuilder out)
        {
            state.writeLevel(out);
        }

        @AggregationFunction("funnel_times")
        @Description(FunnelInput.TIMES_DESCRIPTION)
        @SqlNullable
        @OutputFunction("array(date)")
        public static void times(@AggregationState("S") FunnelState state, BlockBuilder out)
        {
            state.writeTimes((ArrayBlockBuilder) out, DATES);
        }

        @AggregationFunction("funnel_attempts")
        @Description(FunnelInput.ATTEMPTS_DESCRIPTION)
        @OutputFunction("array(array(date))")
        public static void attempts(@AggregationState("S") FunnelState state, BlockBuilder out)
        {
            state.writeAttempts((ArrayBlockBuilder) out, DATES);
        }
    }

    @AggregationFunction(value = "funnel", decomposable = false)
    @Description(FunnelInput.LEVEL_DESCRIPTION)
    public static final class WithExclusion
    {
        private WithExclusion()
        {}

        @InputFunction
        @TypeParameter("S")
        @LiteralParameters("x")
        public static void input(
                @AggregationState("S") FunnelState state,
                @BlockPosition @SqlType(StandardTypes.DATE) ValueBlock time,
                @BlockIndex int timePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock window,
                @BlockIndex int windowPosition,
                @BlockPosition @SqlType("S") ValueBlock steps,
                @BlockIndex int stepsPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BOOLEAN) ValueBlock exclude,
                @BlockIndex int excludePosition)
        {
            state.setMode(mode, modePosition);
            long eventTime = dateMicroseconds(time, timePosition);
            FunnelInput.add(state, eventTime, FunnelInput.window(window, windowPosition, MICROSECONDS), steps, stepsPosition, exclude, excludePosition,
                    MICROSECONDS);
        }

        @SqlNullable
        @OutputFunction(StandardTypes.INTEGER)
        public static void level(@AggregationState("S") FunnelState state, BlockBuilder out)
        {
            state.writeLevel(out);
        }

        @AggregationFunction("funnel_times")
        @Description(FunnelInput.TIMES_DESCRIPTION)
        @SqlNullable
        @OutputFunction("array(date)")
        public static void times(@AggregationState("S") FunnelState state, BlockBuilder out)
        {
            state.writeTimes((ArrayBlockBuilder) out, DATES);
        }

        @AggregationFunction("funnel_attempts")
        @Description(FunnelInput.ATTEMPTS_DESCRIPTION)
        @OutputFunction("array(array(date))")
        public static void attempts(@AggregationState("S") FunnelState state, BlockBuilder out)
        {
            state.writeAttempts((ArrayBlockBuilder) out, DATES);
        }
    }
}
