package dev.trinocrowd.funnel;

import dev.trinocrowd.binding.Conditions;
import dev.trinocrowd.binding.Durations;
import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.ValueBlock;

import java.util.OptionalInt;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;
import static dev.trinocrowd.funnel.FunnelSettings.UNKNOWN_STEP_COUNT;
import static io.trino.spi.type.BooleanType.BOOLEAN;

/// A row of the funnel, whatever the types of its time and its steps.
final class FunnelInput
{
    static final String LEVEL_DESCRIPTION = "The deepest step that a user reaches, in order and within the window from the first step; steps are array(boolean) or a mask made by steps()";
    static final String TIMES_DESCRIPTION = "The times of the steps of the deepest chain of a user's events";
    static final String ATTEMPTS_DESCRIPTION = "The times of the steps of each of a user's attempts, one after the other";

    private static final String WINDOW = "funnel window";
    private static final String STEPS = "funnel steps";

    private FunnelInput()
    {}

    static void addMicroseconds(FunnelState state, long time, ValueBlock window, int windowPosition, ValueBlock steps, int stepsPosition)
    {
        state.checkSteps();
        state.add(time, Durations.microseconds(window, windowPosition, WINDOW), mask(steps, stepsPosition), stepCount(steps, stepsPosition), false, MICROSECONDS);
    }

    static void addUnits(FunnelState state, long time, ValueBlock window, int windowPosition, ValueBlock steps, int stepsPosition)
    {
        state.checkSteps();
        state.add(time, Durations.units(window, windowPosition, WINDOW), mask(steps, stepsPosition), stepCount(steps, stepsPosition), false, CALLER_UNIT);
    }

    /// A row that can be an exclusion.
    static void add(FunnelState state, long time, long window, ValueBlock steps, int stepsPosition, ValueBlock exclude, int excludePosition, TimeScale scale)
    {
        state.checkSteps();
        state.add(time, window, mask(steps, stepsPosition), stepCount(steps, stepsPosition), isTrue(exclude, excludePosition), scale);
    }

    static long window(ValueBlock window, int position, TimeScale scale)
    {
        return switch (scale) {
            case MICROSECONDS -> Durations.microseconds(window, position, WINDOW);
            case CALLER_UNIT -> Durations.units(window, position, WINDOW);
        };
    }

    /// Steps whose type has been checked.
    static long mask(ValueBlock steps, int position)
    {
        return Conditions.mask(steps, position, STEPS);
    }

    static int stepCount(ValueBlock steps, int position)
    {
        OptionalInt count = Conditions.count(steps, position);
        if (count.isEmpty()) {
            return UNKNOWN_STEP_COUNT;
        }
        if (count.getAsInt() == 0) {
            throw invalidArgument("funnel steps must be at least 1, found 0");
        }
        return count.getAsInt();
    }

    static boolean isTrue(ValueBlock condition, int position)
    {
        return !condition.isNull(position) && BOOLEAN.getBoolean(condition, position);
    }
}
