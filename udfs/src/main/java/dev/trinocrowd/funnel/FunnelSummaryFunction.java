package dev.trinocrowd.funnel;

import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
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
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;

/// `funnel_summary(level, step_count)`: from the levels of users to the table that a funnel chart draws.
@AggregationFunction("funnel_summary")
@Description("For each step the users who reached it, as a share of the previous step and of the first")
public final class FunnelSummaryFunction
{
    private FunnelSummaryFunction()
    {}

    @InputFunction
    public static void input(@AggregationState FunnelSummaryState state, @SqlType(StandardTypes.BIGINT) long level, @SqlType(StandardTypes.BIGINT) long stepCount)
    {
        state.add(level, stepCount);
    }

    @CombineFunction
    public static void combine(@AggregationState FunnelSummaryState state, @AggregationState FunnelSummaryState other)
    {
        state.addAll(other);
    }

    @SqlNullable
    @OutputFunction("array(row(step integer, users bigint, step_rate double, total_rate double))")
    public static void output(@AggregationState FunnelSummaryState state, BlockBuilder out)
    {
        if (state.counts().isEmpty()) {
            out.appendNull();
            return;
        }
        LevelCounts counts = state.counts().orElseThrow();
        long entered = counts.reached(1);
        ((ArrayBlockBuilder) out).buildEntry(rows -> {
            long previous = entered;
            for (int step = 1; step <= counts.steps(); step++) {
                writeStep((RowBlockBuilder) rows, step, counts.reached(step), previous, entered);
                previous = counts.reached(step);
            }
        });
    }

    private static void writeStep(RowBlockBuilder rows, int step, long users, long previous, long entered)
    {
        rows.buildEntry(fields -> {
            INTEGER.writeLong(fields.get(0), step);
            BIGINT.writeLong(fields.get(1), users);
            writeRate(fields.get(2), users, previous);
            writeRate(fields.get(3), users, entered);
        });
    }

    static void writeRate(BlockBuilder out, long part, long whole)
    {
        if (whole == 0) {
            out.appendNull();
            return;
        }
        DOUBLE.writeDouble(out, (double) part / whole);
    }
}
