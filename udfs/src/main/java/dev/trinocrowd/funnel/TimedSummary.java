package dev.trinocrowd.funnel;

import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.RowBlockBuilder;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;

/// Rows and result of `funnel_summary(times, step_count)`, whatever the type of the times.
final class TimedSummary
{
    static final String DESCRIPTION = "For each step the users who reached it, as a share of the previous step and of the first, and how long they took from the previous step";

    private TimedSummary()
    {}

    @FunctionalInterface
    interface TimeReader
    {
        long read(Block times, int position);
    }

    static void add(TimedSummaryState state, Block times, long steps, TimeReader reader)
    {
        int level = times.getPositionCount();
        long[] read = new long[Math.min(level, StepMasks.MAX_STEPS)];
        for (int i = 0; i < read.length; i++) {
            if (times.isNull(i)) {
                throw invalidArgument("funnel_summary times must not be NULL, found NULL for step %s".formatted(i + 1));
            }
            read[i] = reader.read(times, i);
        }
        state.add(read, level, steps);
    }

    /// @param unit how many units of the times make one of the result
    static void write(TimedSummaryState state, double unit, BlockBuilder out)
    {
        Optional<StepDurations> durations = state.durations();
        if (durations.isEmpty()) {
            out.appendNull();
            return;
        }
        StepDurations summary = durations.orElseThrow();
        LevelCounts counts = summary.counts();
        ((ArrayBlockBuilder) out).buildEntry(rows -> {
            for (int step = 1; step <= counts.steps(); step++) {
                int current = step;
                ((RowBlockBuilder) rows).buildEntry(fields -> writeStep(fields, summary, current, unit));
            }
        });
    }

    private static void writeStep(List<BlockBuilder> fields, StepDurations summary, int step, double unit)
    {
        LevelCounts counts = summary.counts();
        long users = counts.reached(step);
        INTEGER.writeLong(fields.get(0), step);
        BIGINT.writeLong(fields.get(1), users);
        FunnelSummaryFunction.writeRate(fields.get(2), users, counts.reached(Math.max(1, step - 1)));
        FunnelSummaryFunction.writeRate(fields.get(3), users, counts.reached(1));
        writeDuration(fields.get(4), summary.quantile(step, 1, 2), unit);
        writeDuration(fields.get(5), summary.quantile(step, 9, 10), unit);
    }

    private static void writeDuration(BlockBuilder out, OptionalDouble duration, double unit)
    {
        if (duration.isEmpty()) {
            out.appendNull();
            return;
        }
        DOUBLE.writeDouble(out, duration.getAsDouble() / unit);
    }
}
