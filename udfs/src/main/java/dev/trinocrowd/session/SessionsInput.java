package dev.trinocrowd.session;

import dev.trinocrowd.binding.Durations;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.block.ValueBlock;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;
import static io.trino.spi.type.BigintType.BIGINT;

/// A row of `sessions`, whatever the type of its time, and the result.
final class SessionsInput
{
    static final String DESCRIPTION = "The sessions of a user: when each started and ended, and its events; a pause longer than the gap ends a session";

    private static final String GAP = "sessions gap";

    @FunctionalInterface
    interface TimeWriter
    {
        void write(BlockBuilder out, long time);
    }

    private SessionsInput()
    {}

    static void addMicroseconds(SessionsState state, long time, ValueBlock gap, int gapPosition)
    {
        state.add(time, Durations.microseconds(gap, gapPosition, GAP), MICROSECONDS);
    }

    static void addUnits(SessionsState state, long time, ValueBlock gap, int gapPosition)
    {
        state.add(time, Durations.units(gap, gapPosition, GAP), CALLER_UNIT);
    }

    static void write(SessionsState state, BlockBuilder out, TimeWriter times)
    {
        ((ArrayBlockBuilder) out).buildEntry(sessions -> state.sessions((startedAt, endedAt, events) -> ((RowBlockBuilder) sessions).buildEntry(fields -> {
            times.write(fields.get(0), startedAt);
            times.write(fields.get(1), endedAt);
            BIGINT.writeLong(fields.get(2), events);
        })));
    }
}
