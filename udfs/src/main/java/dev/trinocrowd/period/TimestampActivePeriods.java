package dev.trinocrowd.period;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.BlockIndex;
import io.trino.spi.function.BlockPosition;
import io.trino.spi.function.CombineFunction;
import io.trino.spi.function.Description;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.LiteralParameters;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.LongTimestamp;

import static dev.trinocrowd.binding.Times.microseconds;
import static dev.trinocrowd.period.ActivePeriodsInput.add;
import static dev.trinocrowd.period.ActivePeriodsInput.addSince;
import static dev.trinocrowd.period.ActivePeriodsInput.write;

/// `active_periods(event_time [, unit [, zone | anchor]])` over timestamps, which mean UTC.
@AggregationFunction("active_periods")
@Description(ActivePeriodsInput.DESCRIPTION)
public final class TimestampActivePeriods
{
    private TimestampActivePeriods()
    {}

    @InputFunction
    @LiteralParameters("p")
    public static void input(
            @AggregationState ActivePeriodsState state,
            @SqlType("timestamp(p)") long time)
    {
        add(state, time);
    }

    @InputFunction
    @LiteralParameters("p")
    public static void input(
            @AggregationState ActivePeriodsState state,
            @SqlType("timestamp(p)") LongTimestamp time)
    {
        add(state, microseconds(time));
    }

    @CombineFunction
    public static void combine(@AggregationState ActivePeriodsState state, @AggregationState ActivePeriodsState otherState)
    {
        state.addAll(otherState);
    }

    @OutputFunction(ActivePeriodsInput.RESULT)
    public static void output(@AggregationState ActivePeriodsState state, BlockBuilder out)
    {
        write(state, out);
    }

    @AggregationFunction("active_periods")
    @Description(ActivePeriodsInput.DESCRIPTION)
    public static final class WithUnit
    {
        private WithUnit()
        {}

        @InputFunction
        @LiteralParameters({"p", "x"})
        public static void input(
                @AggregationState ActivePeriodsState state,
                @SqlType("timestamp(p)") long time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock unit,
                @BlockIndex int unitPosition)
        {
            add(state, time, unit, unitPosition);
        }

        @InputFunction
        @LiteralParameters({"p", "x"})
        public static void input(
                @AggregationState ActivePeriodsState state,
                @SqlType("timestamp(p)") LongTimestamp time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock unit,
                @BlockIndex int unitPosition)
        {
            add(state, microseconds(time), unit, unitPosition);
        }

        @CombineFunction
        public static void combine(@AggregationState ActivePeriodsState state, @AggregationState ActivePeriodsState otherState)
        {
            state.addAll(otherState);
        }

        @OutputFunction(ActivePeriodsInput.RESULT)
        public static void output(@AggregationState ActivePeriodsState state, BlockBuilder out)
        {
            write(state, out);
        }
    }

    @AggregationFunction("active_periods")
    @Description(ActivePeriodsInput.DESCRIPTION)
    public static final class WithZone
    {
        private WithZone()
        {}

        @InputFunction
        @LiteralParameters({"p", "x", "y"})
        public static void input(
                @AggregationState ActivePeriodsState state,
                @SqlType("timestamp(p)") long time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock unit,
                @BlockIndex int unitPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock zone,
                @BlockIndex int zonePosition)
        {
            add(state, time, unit, unitPosition, zone, zonePosition);
        }

        @InputFunction
        @LiteralParameters({"p", "x", "y"})
        public static void input(
                @AggregationState ActivePeriodsState state,
                @SqlType("timestamp(p)") LongTimestamp time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock unit,
                @BlockIndex int unitPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock zone,
                @BlockIndex int zonePosition)
        {
            add(state, microseconds(time), unit, unitPosition, zone, zonePosition);
        }

        @CombineFunction
        public static void combine(@AggregationState ActivePeriodsState state, @AggregationState ActivePeriodsState otherState)
        {
            state.addAll(otherState);
        }

        @OutputFunction(ActivePeriodsInput.RESULT)
        public static void output(@AggregationState ActivePeriodsState state, BlockBuilder out)
        {
            write(state, out);
        }
    }

    @AggregationFunction("active_periods")
    @Description(ActivePeriodsInput.DESCRIPTION)
    public static final class WithAnchor
    {
        private WithAnchor()
        {}

        @InputFunction
        @LiteralParameters({"p", "x"})
        public static void input(
                @AggregationState ActivePeriodsState state,
                @SqlType("timestamp(p)") long time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock unit,
                @BlockIndex int unitPosition,
                @SqlType("timestamp(p)") long anchor)
        {
            addSince(state, time, unit, unitPosition, anchor);
        }

        @InputFunction
        @LiteralParameters({"p", "x"})
        public static void input(
                @AggregationState ActivePeriodsState state,
                @SqlType("timestamp(p)") LongTimestamp time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock unit,
                @BlockIndex int unitPosition,
                @SqlType("timestamp(p)") LongTimestamp anchor)
        {
            addSince(state, microseconds(time), unit, unitPosition, microseconds(anchor));
        }

        @CombineFunction
        public static void combine(@AggregationState ActivePeriodsState state, @AggregationState ActivePeriodsState otherState)
        {
            state.addAll(otherState);
        }

        @OutputFunction(ActivePeriodsInput.RESULT)
        public static void output(@AggregationState ActivePeriodsState state, BlockBuilder out)
        {
            write(state, out);
        }
    }
}
