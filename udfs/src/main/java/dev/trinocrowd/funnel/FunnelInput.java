package dev.trinocrowd.funnel;

import dev.trinocrowd.binding.Conditions;
import dev.trinocrowd.binding.Durations;
import io.trino.spi.block.Block;
import io.trino.spi.block.ValueBlock;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;

/// A row of the funnel, whatever the types of its time and its steps.
final class FunnelInput
{
    static final String DESCRIPTION = "The deepest step that a user reaches, in order and within the window from the first step; steps are array(boolean) or a mask made by steps()";

    private static final String WINDOW = "funnel window";
    private static final String STEPS = "funnel steps";

    private FunnelInput()
    {}

    static void addMicroseconds(FunnelState state, long time, ValueBlock window, int windowPosition, long steps)
    {
        state.checkSteps();
        state.add(time, Durations.microseconds(window, windowPosition, WINDOW), steps, MICROSECONDS);
    }

    static void addMicroseconds(FunnelState state, long time, ValueBlock window, int windowPosition, Block steps)
    {
        state.checkSteps();
        addMicroseconds(state, time, window, windowPosition, Conditions.mask(steps, STEPS));
    }

    static void addUnits(FunnelState state, long time, ValueBlock window, int windowPosition, long steps)
    {
        state.checkSteps();
        state.add(time, Durations.units(window, windowPosition, WINDOW), steps, CALLER_UNIT);
    }

    static void addUnits(FunnelState state, long time, ValueBlock window, int windowPosition, Block steps)
    {
        state.checkSteps();
        addUnits(state, time, window, windowPosition, Conditions.mask(steps, STEPS));
    }
}
