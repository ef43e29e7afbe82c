package dev.trinocrowd.path;

import dev.trinocrowd.binding.Durations;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ValueBlock;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;

/// What a row asks for, whatever the type of its time.
final class PathInput
{
    static final String DESCRIPTION = "The paths of a user, one a session: the events in their order, from a start or to an end if asked for";

    private static final String GAP = "path_analysis gap";

    private PathInput()
    {}

    static void intervalSettings(PathState state, ValueBlock gap, int gapPosition, ValueBlock maxSteps, int maxStepsPosition)
    {
        state.settings(Durations.microseconds(gap, gapPosition, GAP), maxSteps(maxSteps, maxStepsPosition), MICROSECONDS);
    }

    static void intervalSettings(PathState state, ValueBlock gap, int gapPosition, ValueBlock maxSteps, int maxStepsPosition, ValueBlock options, int optionsPosition)
    {
        state.settings(Durations.microseconds(gap, gapPosition, GAP), maxSteps(maxSteps, maxStepsPosition), options, optionsPosition, MICROSECONDS);
    }

    static void unitSettings(PathState state, ValueBlock gap, int gapPosition, ValueBlock maxSteps, int maxStepsPosition)
    {
        state.settings(Durations.units(gap, gapPosition, GAP), maxSteps(maxSteps, maxStepsPosition), CALLER_UNIT);
    }

    static void unitSettings(PathState state, ValueBlock gap, int gapPosition, ValueBlock maxSteps, int maxStepsPosition, ValueBlock options, int optionsPosition)
    {
        state.settings(Durations.units(gap, gapPosition, GAP), maxSteps(maxSteps, maxStepsPosition), options, optionsPosition, CALLER_UNIT);
    }

    private static long maxSteps(ValueBlock maxSteps, int position)
    {
        if (maxSteps.isNull(position)) {
            throw invalidArgument("path_analysis max_steps must be 1 to %s, found NULL".formatted(PathSettings.STEP_LIMIT));
        }
        return ((LongArrayBlock) maxSteps).getLong(position);
    }
}
