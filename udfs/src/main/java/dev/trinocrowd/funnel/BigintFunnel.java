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

import static dev.trinocrowd.binding.Times.units;
import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.funnel.FunnelInput.addUnits;
import static dev.trinocrowd.funnel.StepTimes.UNITS;

/// `funnel(event_time, window, steps [, mode [, exclude]])`, `funnel_times`, `funnel_attempts` over `bigint`.
@AggregationFunction(value = "funnel", decomposable = false)
@Description(FunnelInput.LEVEL_DESCRIPTION)
public final class BigintFunnel
{
    private BigintFunnel()
    {}

    @InputFunction
    @TypeParameter("S")
    public static void input(
            @AggregationState("S") FunnelState state,
            @SqlType(StandardTypes.BIGINT) long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock window,
            @BlockIndex int windowPosition,
            @BlockPosition @SqlType("S") ValueBlock steps,
            @BlockIndex int stepsPosition)
    {
        addUnits(state, time, window, windowPosition, steps, stepsPosition);
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
    @OutputFunction("array(bigint)")
    public static void times(@AggregationState("S") FunnelState state, BlockBuilder out)
    {
        state.writeTimes((ArrayBlockBuilder) out, UNITS);
    }

    @AggregationFunction("funnel_attempts")
    @Description(FunnelInput.ATTEMPTS_DESCRIPTION)
    @OutputFunction("array(array(bigint))")
    public static void attempts(@AggregationState("S") FunnelState state, BlockBuilder out)
    {
        state.writeAttempts((ArrayBlockBuilder) out, UNITS);
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
                @SqlType(StandardTypes.BIGINT) long time,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock window,
                @BlockIndex int windowPosition,
                @BlockPosition @SqlType("S") ValueBlock steps,
                @BlockIndex int stepsPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition)
        {
            state.setMode(mode, modePosition);
            addUnits(state, time, window, windowPosition, steps, stepsPosition);
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
        @OutputFunction("array(bigint)")
        public static void times(@AggregationState("S") FunnelState state, BlockBuilder out)
        {
            state.writeTimes((ArrayBlockBuilder) out, UNITS);
        }

        @AggregationFunction("funnel_attempts")
        @Description(FunnelInput.ATTEMPTS_DESCRIPTION)
        @OutputFunction("array(array(bigint))")
        public static void attempts(@AggregationState("S") FunnelState state, BlockBuilder out)
        {
            state.writeAttempts((ArrayBlockBuilder) out, UNITS);
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
                @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock time,
                @BlockIndex int timePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock window,
                @BlockIndex int windowPosition,
                @BlockPosition @SqlType("S") ValueBlock steps,
                @BlockIndex int stepsPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BOOLEAN) ValueBlock exclude,
                @BlockIndex int excludePosition)
        {
            state.setMode(mode, modePosition);
            long eventTime = units(time, timePosition);
            FunnelInput.add(state, eventTime, FunnelInput.window(window, windowPosition, CALLER_UNIT), steps, stepsPosition, exclude, excludePosition, CALLER_UNIT);
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
        @OutputFunction("array(bigint)")
        public static void times(@AggregationState("S") FunnelState state, BlockBuilder out)
        {
            state.writeTimes((ArrayBlockBuilder) out, UNITS);
        }

        @AggregationFunction("funnel_attempts")
        @Description(FunnelInput.ATTEMPTS_DESCRIPTION)
        @OutputFunction("array(array(bigint))")
        public static void attempts(@AggregationState("S") FunnelState state, BlockBuilder out)
        {
            state.writeAttempts((ArrayBlockBuilder) out, UNITS);
        }
    }
}
