package dev.trinocrowd.funnel;

import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.CombineFunction;
import io.trino.spi.function.Description;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import static io.trino.spi.type.BigintType.BIGINT;

/// `funnel_summary(times, step_count)` over the times of `funnel_times` over `bigint`.
@AggregationFunction("funnel_summary")
@Description(TimedSummary.DESCRIPTION)
public final class BigintTimesSummary
{
    private BigintTimesSummary()
    {}

    @InputFunction
    public static void input(@AggregationState TimedSummaryState state, @SqlType("array(bigint)") Block times, @SqlType(StandardTypes.BIGINT) long stepCount)
    {
        TimedSummary.add(state, times, stepCount, BIGINT::getLong);
    }

    @CombineFunction
    public static void combine(@AggregationState TimedSummaryState state, @AggregationState TimedSummaryState other)
    {
        state.addAll(other);
    }

    @SqlNullable
    @OutputFunction("array(row(step integer, users bigint, step_rate double, total_rate double, median double, p90 double))")
    public static void output(@AggregationState TimedSummaryState state, BlockBuilder out)
    {
        TimedSummary.write(state, 1, out);
    }
}
