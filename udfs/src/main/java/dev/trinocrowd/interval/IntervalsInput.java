package dev.trinocrowd.interval;

import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;

/// A row of `event_intervals`, whatever the type of its time, and the result.
final class IntervalsInput
{
    static final String DESCRIPTION = "The times from the first event of one kind to the next of another kind, again and again: milliseconds, or the unit of bigint times";

    private IntervalsInput()
    {}

    /// A NULL condition is false.
    static void add(IntervalsState state, long time, ValueBlock isFrom, int fromPosition, ValueBlock isTo, int toPosition)
    {
        state.add(time, isTrue(isFrom, fromPosition), isTrue(isTo, toPosition));
    }

    /// @param unitsPerResult how many units of the times make one of the result
    static void write(IntervalsState state, BlockBuilder out, long unitsPerResult)
    {
        ((ArrayBlockBuilder) out).buildEntry(intervals -> state.intervals(interval -> BIGINT.writeLong(intervals, interval / unitsPerResult)));
    }

    private static boolean isTrue(ValueBlock condition, int position)
    {
        return !condition.isNull(position) && BOOLEAN.getBoolean(condition, position);
    }
}
