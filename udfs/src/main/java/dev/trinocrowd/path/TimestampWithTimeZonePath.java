package dev.trinocrowd.path;

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
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.Times.zonedMicroseconds;
import static dev.trinocrowd.path.PathInput.intervalSettings;

/// `path_analysis(event_time, event, gap, max_steps [, options])` over `timestamp(p) with time zone`.
@AggregationFunction(value = "path_analysis", decomposable = false)
@Description(PathInput.DESCRIPTION)
public final class TimestampWithTimeZonePath
{
    private TimestampWithTimeZonePath()
    {}

    @InputFunction
    @LiteralParameters({"p", "x"})
    public static void input(
            @AggregationState PathState state,
            @SqlType("timestamp(p) with time zone") long time,
            @BlockPosition @SqlType("varchar(x)") ValueBlock event,
            @BlockIndex int eventPosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock gap,
            @BlockIndex int gapPosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock maxSteps,
            @BlockIndex int maxStepsPosition)
    {
        intervalSettings(state, gap, gapPosition, maxSteps, maxStepsPosition);
        state.add(zonedMicroseconds(time), event, eventPosition);
    }

    @InputFunction
    @LiteralParameters({"p", "x"})
    public static void input(
            @AggregationState PathState state,
            @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone time,
            @BlockPosition @SqlType("varchar(x)") ValueBlock event,
            @BlockIndex int eventPosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock gap,
            @BlockIndex int gapPosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock maxSteps,
            @BlockIndex int maxStepsPosition)
    {
        intervalSettings(state, gap, gapPosition, maxSteps, maxStepsPosition);
        state.add(zonedMicroseconds(time), event, eventPosition);
    }

    @OutputFunction("array(array(varchar))")
    public static void output(@AggregationState PathState state, BlockBuilder out)
    {
        state.writePaths((ArrayBlockBuilder) out);
    }

    @AggregationFunction(value = "path_analysis", decomposable = false)
    @Description(PathInput.DESCRIPTION)
    public static final class WithOptions
    {
        private WithOptions()
        {}

        @InputFunction
        @LiteralParameters({"p", "x", "y"})
        public static void input(
                @AggregationState PathState state,
                @SqlType("timestamp(p) with time zone") long time,
                @BlockPosition @SqlType("varchar(x)") ValueBlock event,
                @BlockIndex int eventPosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock gap,
                @BlockIndex int gapPosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock maxSteps,
                @BlockIndex int maxStepsPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock options,
                @BlockIndex int optionsPosition)
        {
            intervalSettings(state, gap, gapPosition, maxSteps, maxStepsPosition, options, optionsPosition);
            state.add(zonedMicroseconds(time), event, eventPosition);
        }

        @InputFunction
        @LiteralParameters({"p", "x", "y"})
        public static void input(
                @AggregationState PathState state,
                @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone time,
                @BlockPosition @SqlType("varchar(x)") ValueBlock event,
                @BlockIndex int eventPosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock gap,
                @BlockIndex int gapPosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock maxSteps,
                @BlockIndex int maxStepsPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock options,
                @BlockIndex int optionsPosition)
        {
            intervalSettings(state, gap, gapPosition, maxSteps, maxStepsPosition, options, optionsPosition);
            state.add(zonedMicroseconds(time), event, eventPosition);
        }

        @OutputFunction("array(array(varchar))")
        public static void output(@AggregationState PathState state, BlockBuilder out)
        {
            state.writePaths((ArrayBlockBuilder) out);
        }
    }
}
