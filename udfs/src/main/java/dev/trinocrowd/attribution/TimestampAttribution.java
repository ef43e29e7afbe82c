package dev.trinocrowd.attribution;

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

import static dev.trinocrowd.attribution.AttributionInput.intervalSettings;
import static dev.trinocrowd.attribution.AttributionInput.write;
import static dev.trinocrowd.binding.Times.microseconds;

/// `attribution(event_time, touchpoint, conversion_value, lookback, options [, link])` over `timestamp(p)`.
@AggregationFunction(value = "attribution", decomposable = false)
@Description(AttributionInput.DESCRIPTION)
public final class TimestampAttribution
{
    private TimestampAttribution()
    {}

    @InputFunction
    @LiteralParameters({"p", "x", "y"})
    public static void input(
            @AggregationState AttributionState state,
            @SqlType("timestamp(p)") long time,
            @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock touchpoint,
            @BlockIndex int touchpointPosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.DOUBLE) ValueBlock value,
            @BlockIndex int valuePosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock lookback,
            @BlockIndex int lookbackPosition,
            @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock options,
            @BlockIndex int optionsPosition)
    {
        intervalSettings(state, lookback, lookbackPosition, options, optionsPosition);
        state.add(time, touchpoint, touchpointPosition, value, valuePosition);
    }

    @InputFunction
    @LiteralParameters({"p", "x", "y"})
    public static void input(
            @AggregationState AttributionState state,
            @SqlType("timestamp(p)") LongTimestamp time,
            @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock touchpoint,
            @BlockIndex int touchpointPosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.DOUBLE) ValueBlock value,
            @BlockIndex int valuePosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock lookback,
            @BlockIndex int lookbackPosition,
            @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock options,
            @BlockIndex int optionsPosition)
    {
        intervalSettings(state, lookback, lookbackPosition, options, optionsPosition);
        state.add(microseconds(time), touchpoint, touchpointPosition, value, valuePosition);
    }

    @OutputFunction(AttributionInput.CREDITS)
    public static void output(@AggregationState AttributionState state, BlockBuilder out)
    {
        write(state, out);
    }

    @AggregationFunction(value = "attribution", decomposable = false)
    @Description(AttributionInput.DESCRIPTION)
    public static final class WithNumberLink
    {
        private WithNumberLink()
        {}

        @InputFunction
        @LiteralParameters({"p", "x", "y"})
        public static void input(
                @AggregationState AttributionState state,
                @SqlType("timestamp(p)") long time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock touchpoint,
                @BlockIndex int touchpointPosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.DOUBLE) ValueBlock value,
                @BlockIndex int valuePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock lookback,
                @BlockIndex int lookbackPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock options,
                @BlockIndex int optionsPosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock link,
                @BlockIndex int linkPosition)
        {
            intervalSettings(state, lookback, lookbackPosition, options, optionsPosition);
            state.link(link, linkPosition);
            state.add(time, touchpoint, touchpointPosition, value, valuePosition);
        }

        @InputFunction
        @LiteralParameters({"p", "x", "y"})
        public static void input(
                @AggregationState AttributionState state,
                @SqlType("timestamp(p)") LongTimestamp time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock touchpoint,
                @BlockIndex int touchpointPosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.DOUBLE) ValueBlock value,
                @BlockIndex int valuePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock lookback,
                @BlockIndex int lookbackPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock options,
                @BlockIndex int optionsPosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock link,
                @BlockIndex int linkPosition)
        {
            intervalSettings(state, lookback, lookbackPosition, options, optionsPosition);
            state.link(link, linkPosition);
            state.add(microseconds(time), touchpoint, touchpointPosition, value, valuePosition);
        }

        @OutputFunction(AttributionInput.CREDITS)
        public static void output(@AggregationState AttributionState state, BlockBuilder out)
        {
            write(state, out);
        }
    }

    @AggregationFunction(value = "attribution", decomposable = false)
    @Description(AttributionInput.DESCRIPTION)
    public static final class WithTextLink
    {
        private WithTextLink()
        {}

        @InputFunction
        @LiteralParameters({"p", "x", "y", "z"})
        public static void input(
                @AggregationState AttributionState state,
                @SqlType("timestamp(p)") long time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock touchpoint,
                @BlockIndex int touchpointPosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.DOUBLE) ValueBlock value,
                @BlockIndex int valuePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock lookback,
                @BlockIndex int lookbackPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock options,
                @BlockIndex int optionsPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(z)") ValueBlock link,
                @BlockIndex int linkPosition)
        {
            intervalSettings(state, lookback, lookbackPosition, options, optionsPosition);
            state.link(link, linkPosition);
            state.add(time, touchpoint, touchpointPosition, value, valuePosition);
        }

        @InputFunction
        @LiteralParameters({"p", "x", "y", "z"})
        public static void input(
                @AggregationState AttributionState state,
                @SqlType("timestamp(p)") LongTimestamp time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock touchpoint,
                @BlockIndex int touchpointPosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.DOUBLE) ValueBlock value,
                @BlockIndex int valuePosition,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.INTERVAL_DAY_TO_SECOND) ValueBlock lookback,
                @BlockIndex int lookbackPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock options,
                @BlockIndex int optionsPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(z)") ValueBlock link,
                @BlockIndex int linkPosition)
        {
            intervalSettings(state, lookback, lookbackPosition, options, optionsPosition);
            state.link(link, linkPosition);
            state.add(microseconds(time), touchpoint, touchpointPosition, value, valuePosition);
        }

        @OutputFunction(AttributionInput.CREDITS)
        public static void output(@AggregationState AttributionState state, BlockBuilder out)
        {
            write(state, out);
        }
    }
}
