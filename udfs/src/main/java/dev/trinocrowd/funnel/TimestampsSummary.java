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
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.Times.dateMicroseconds;
import static dev.trinocrowd.binding.Times.zonedMicroseconds;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.TimestampType.TIMESTAMP_MICROS;
import static io.trino.spi.type.TimestampWithTimeZoneType.TIMESTAMP_TZ_MICROS;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_SECOND;

/// `funnel_summary(times, step_count)` over the times of `funnel_times` over timestamps and dates.
@AggregationFunction("funnel_summary")
@Description(TimedSummary.DESCRIPTION)
public final class TimestampsSummary
{
    private TimestampsSummary()
    {}

    @InputFunction
    public static void timestamps(@AggregationState TimedSummaryState state, @SqlType("array(timestamp(6))") Block times, @SqlType(StandardTypes.BIGINT) long stepCount)
    {
        TimedSummary.add(state, times, stepCount, TIMESTAMP_MICROS::getLong);
    }

    @InputFunction
    public static void instants(@AggregationState TimedSummaryState state, @SqlType("array(timestamp(6) with time zone)") Block times,
            @SqlType(StandardTypes.BIGINT) long stepCount)
    {
        TimedSummary.add(state, times, stepCount, (block, position) -> zonedMicroseconds((LongTimestampWithTimeZone) TIMESTAMP_TZ_MICROS.getObject(block, position)));
    }

    @InputFunction
    public static void dates(@AggregationState TimedSummaryState state, @SqlType("array(date)") Block times, @SqlType(StandardTypes.BIGINT) long stepCount)
    {
        TimedSummary.add(state, times, stepCount, (block, position) -> dateMicroseconds(DATE.getInt(block, position)));
    }

    @CombineFunction
    public static void combine(@AggregationState TimedSummaryState state, @AggregationState TimedSummaryState other)
    {
        state.addAll(other);
    }

    @SqlNullable
    @OutputFunction("array(row(step integer, users bigint, step_rate double, total_rate double, median_seconds double, p90_seconds double))")
    public static void output(@AggregationState TimedSummaryState state, BlockBuilder out)
    {
        TimedSummary.write(state, MICROSECONDS_PER_SECOND, out);
    }
}
