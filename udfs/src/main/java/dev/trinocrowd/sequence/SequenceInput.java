package dev.trinocrowd.sequence;

import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;

import java.util.function.ObjLongConsumer;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;

/// A row of a sequence, whatever the types of its time and its conditions; and the times that come out.
final class SequenceInput
{
    static final String MATCH = "Whether a user's events hold a pattern such as (?1).*(?t<=3600)(?2); conditions are array(boolean) or a mask made by steps()";
    static final String COUNT = "How often a user's events hold a pattern, without an event counting twice";
    static final String TIMES = "The times of the events of the first match of a pattern, or of as many of its conditions as can be met";

    private SequenceInput()
    {}

    static void addMicroseconds(SequenceState state, long time, ValueBlock conditions, int conditionsPosition, ValueBlock pattern, int patternPosition)
    {
        state.pattern(pattern, patternPosition, MICROSECONDS);
        state.add(time, conditions, conditionsPosition);
    }

    static void addUnits(SequenceState state, long time, ValueBlock conditions, int conditionsPosition, ValueBlock pattern, int patternPosition)
    {
        state.pattern(pattern, patternPosition, CALLER_UNIT);
        state.add(time, conditions, conditionsPosition);
    }

    static void writeTimes(SequenceState state, BlockBuilder out, ObjLongConsumer<BlockBuilder> writer)
    {
        ((ArrayBlockBuilder) out).buildEntry(times -> state.times(time -> writer.accept(times, time)));
    }
}
