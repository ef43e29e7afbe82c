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

/// `active_periods(event_time, length [, anchor])` over `bigint`.
@AggregationFunction("active_periods")
@Description(ActivePeriodsInput.DESCRIPTION)
public final class BigintActivePeriods
{
    private BigintActivePeriods()
    {}

    @InputFunction
    public static void input(
            @AggregationState ActivePeriodsState state,
            @SqlType(StandardTypes.BIGINT) long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock length,
            @BlockIndex int lengthPosition)
    {
        ActivePeriodsInput.addNumber(state, time, length, lengthPosition);
    }

    @InputFunction
    public static void inputSince(
            @AggregationState ActivePeriodsState state,
            @SqlType(StandardTypes.BIGINT) long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock length,
            @BlockIndex int lengthPosition,
            @SqlType(StandardTypes.BIGINT) long anchor)
    {
        ActivePeriodsInput.addNumberSince(state, time, length, lengthPosition, anchor);
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
