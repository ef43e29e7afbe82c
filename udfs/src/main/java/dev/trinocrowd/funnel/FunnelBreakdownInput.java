package dev.trinocrowd.funnel;

import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.ValueBlock;

import static dev.trinocrowd.funnel.FunnelInput.mask;
import static dev.trinocrowd.funnel.FunnelInput.stepCount;

/// A row of a funnel with values, whatever the types of its time and its steps.
final class FunnelBreakdownInput
{
    static final String DESCRIPTION = "The deepest step that a user reaches, and the value of the event with which the deepest chain begins";

    private FunnelBreakdownInput()
    {}

    static void add(
            FunnelBreakdownState state,
            long time,
            ValueBlock window,
            int windowPosition,
            ValueBlock steps,
            int stepsPosition,
            ValueBlock value,
            int valuePosition,
            boolean excluded,
            TimeScale scale)
    {
        state.checkSteps();
        state.add(
                time,
                FunnelInput.window(window, windowPosition, scale),
                mask(steps, stepsPosition),
                stepCount(steps, stepsPosition),
                value,
                valuePosition,
                excluded,
                scale);
    }
}
