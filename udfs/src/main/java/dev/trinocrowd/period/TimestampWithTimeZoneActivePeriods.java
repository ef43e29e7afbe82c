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
import io.trino.spi.type.LongTimestampWithTimeZone;

import static dev.trinocrowd.binding.Times.zonedMicroseconds;
import static dev.trinocrowd.period.ActivePeriodsInput.add;
import static dev.trinocrowd.period.ActivePeriodsInput.addSince;
import static dev.trinocrowd.period.ActivePeriodsInput.write;

/// `active_periods(event_time [, unit [, zone | anchor]])` over timestamps with time zone, which are instants here.
@AggregationFunction("active_periods")
@Description(ActivePeriodsInput.DESCRIPTION)
public final class TimestampWithTimeZoneActivePeriods
{
    private TimestampWithTimeZoneActivePeriods()
    {}

    @InputFunction
    @LiteralParameters("p")
    public static void input(
            @AggregationState ActivePeriodsState state,
            @SqlType("timestamp(p) with time zone") long time)
    {
        add(state, zonedMicroseconds(time));
    }

    @InputFunction
    @LiteralParameters("p")
    public static void input(
            @AggregationState ActivePeriodsState state,
            @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone time)
    {
        add(state, zonedMicroseconds(time));
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
                @SqlType("timestamp(p) with time zone") long time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock unit,
                @BlockIndex int unitPosition)
        {
            add(state, zonedMicroseconds(time), unit, unitPosition);
        }

        @InputFunction
        @LiteralParameters({"p", "x"})
        public static void input(
                @AggregationState ActivePeriodsState state,
                @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock unit,
                @BlockIndex int unitPosition)
        {
            add(state, zonedMicroseconds(time), unit, unitPosition);
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
                @SqlType("timestamp(p) with time zone") long time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock unit,
                @BlockIndex int unitPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock zone,
                @BlockIndex int zonePosition)
        {
            add(state, zonedMicroseconds(time), unit, unitPosition, zone, zonePosition);
        }

        @InputFunction
        @LiteralParameters({"p", "x", "y"})
        public static void input(
                @AggregationState ActivePeriodsState state,
                @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock unit,
                @BlockIndex int unitPosition,
                @SqlNullable @BlockPosition @SqlType("varchar(y)") ValueBlock zone,
                @BlockIndex int zonePosition)
        {
            add(state, zonedMicroseconds(time), unit, unitPosition, zone, zonePosition);
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
                @SqlType("timestamp(p) with time zone") long time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock unit,
                @BlockIndex int unitPosition,
                @SqlType("timestamp(p) with time zone") long anchor)
        {
            addSince(state, zonedMicroseconds(time), unit, unitPosition, zonedMicroseconds(anchor));
        }

        @InputFunction
        @LiteralParameters({"p", "x"})
        public static void input(
                @AggregationState ActivePeriodsState state,
                @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone time,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock unit,
                @BlockIndex int unitPosition,
                @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone anchor)
        {
            addSince(state, zonedMicroseconds(time), unit, unitPosition, zonedMicroseconds(anchor));
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
