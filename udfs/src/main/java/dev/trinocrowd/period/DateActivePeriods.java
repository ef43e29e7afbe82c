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
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.Times.dateMicroseconds;

/// `active_periods(event_time [, unit [, zone | anchor]])` over `date`.
@AggregationFunction("active_periods")
@Description(ActivePeriodsInput.DESCRIPTION)
public final class DateActivePeriods
{
    private DateActivePeriods()
    {}

    @InputFunction
    public static void input(@AggregationState ActivePeriodsState state, @SqlType(StandardTypes.DATE) long time)
    {
        ActivePeriodsInput.add(state, dateMicroseconds(time));
    }

    @InputFunction
    public static void input(
            @AggregationState ActivePeriodsState state,
            @SqlType(StandardTypes.DATE) long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.VARCHAR) ValueBlock unit,
            @BlockIndex int unitPosition)
    {
        ActivePeriodsInput.addDate(state, dateMicroseconds(time), unit, unitPosition);
    }

    @InputFunction
    public static void input(
            @AggregationState ActivePeriodsState state,
            @SqlType(StandardTypes.DATE) long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.VARCHAR) ValueBlock unit,
            @BlockIndex int unitPosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.VARCHAR) ValueBlock zone,
            @BlockIndex int zonePosition)
    {
        ActivePeriodsInput.addDate(state, dateMicroseconds(time), unit, unitPosition, zone, zonePosition);
    }

    @InputFunction
    public static void inputSince(
            @AggregationState ActivePeriodsState state,
            @SqlType(StandardTypes.DATE) long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.VARCHAR) ValueBlock unit,
            @BlockIndex int unitPosition,
            @SqlType(StandardTypes.DATE) long anchor)
    {
        ActivePeriodsInput.addSince(state, dateMicroseconds(time), unit, unitPosition, dateMicroseconds(anchor));
    }

    @CombineFunction
    public static void combine(@AggregationState ActivePeriodsState state, @AggregationState ActivePeriodsState otherState)
    {
        state.addAll(otherState);
    }

    @OutputFunction(ActivePeriodsInput.RESULT)
    public static void output(@AggregationState ActivePeriodsState state, BlockBuilder out)
    {
        ActivePeriodsInput.write(state, out);
    }
}
