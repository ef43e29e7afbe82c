package dev.trinocrowd.sequence;

import io.airlift.slice.Slice;
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
import static dev.trinocrowd.sequence.NextEventInput.add;
import static dev.trinocrowd.sequence.NextEventInput.write;

/// `next_event(event_time, value, is_anchor [, options])` over `timestamp(p)`.
@AggregationFunction(value = "next_event", decomposable = false)
@Description(NextEventInput.DESCRIPTION)
public final class TimestampNextEvent
{
    private TimestampNextEvent()
    {}

    @InputFunction
    @LiteralParameters({"p", "x"})
    public static void input(
            @AggregationState NextEventState state,
            @SqlType("timestamp(p)") long time,
            @SqlType("varchar(x)") Slice value,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BOOLEAN) ValueBlock anchor,
            @BlockIndex int anchorPosition)
    {
        add(state, time, value, anchor, anchorPosition);
    }

    @InputFunction
    @LiteralParameters({"p", "x"})
    public static void input(
            @AggregationState NextEventState state,
            @SqlType("timestamp(p)") LongTimestamp time,
            @SqlType("varchar(x)") Slice value,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BOOLEAN) ValueBlock anchor,
            @BlockIndex int anchorPosition)
    {
        add(state, microseconds(time), value, anchor, anchorPosition);
    }

    @SqlNullable
    @OutputFunction(StandardTypes.VARCHAR)
    public static void output(@AggregationState NextEventState state, BlockBuilder out)
    {
        write(state, out);
    }

    @AggregationFunction(value = "next_event", decomposable = false)
    @Description(NextEventInput.DESCRIPTION)
    public static final class WithOptions
    {
        private WithOptions()
        {}

        @InputFunction
        @LiteralParameters({"p", "x", "y"})
        public static void input(
                @AggregationState NextEventState state,
                @SqlType("timestamp(p)") long time,
                @SqlType("varchar(x)") Slice value,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BOOLEAN) ValueBlock anchor,
                @BlockIndex int anchorPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock options,
                @BlockIndex int optionsPosition)
        {
            add(state, time, value, anchor, anchorPosition, options, optionsPosition);
        }

        @InputFunction
        @LiteralParameters({"p", "x", "y"})
        public static void input(
                @AggregationState NextEventState state,
                @SqlType("timestamp(p)") LongTimestamp time,
                @SqlType("varchar(x)") Slice value,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BOOLEAN) ValueBlock anchor,
                @BlockIndex int anchorPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock options,
                @BlockIndex int optionsPosition)
        {
            add(state, microseconds(time), value, anchor, anchorPosition, options, optionsPosition);
        }

        @SqlNullable
        @OutputFunction(StandardTypes.VARCHAR)
        public static void output(@AggregationState NextEventState state, BlockBuilder out)
        {
            write(state, out);
        }
    }
}
