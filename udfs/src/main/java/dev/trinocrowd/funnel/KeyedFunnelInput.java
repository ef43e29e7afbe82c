package dev.trinocrowd.funnel;

import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.ValueBlock;

import static dev.trinocrowd.funnel.FunnelInput.mask;
import static dev.trinocrowd.funnel.FunnelInput.stepCount;

/// A row of a funnel by key, whatever the types of its time and its steps.
final class KeyedFunnelInput
{
    static final String DESCRIPTION = "The deepest step that a user reaches with events that share one key, such as an order or an item";

    private KeyedFunnelInput()
    {}

    static void add(
            KeyedFunnelState state,
            long time,
            ValueBlock window,
            int windowPosition,
            ValueBlock steps,
            int stepsPosition,
            ValueBlock key,
            int keyPosition,
            boolean excluded,
            TimeScale scale)
    {
        state.checkSteps();
        state.add(
                time,
                FunnelInput.window(window, windowPosition, scale),
                mask(steps, stepsPosition),
                stepCount(steps, stepsPosition),
                key,
                keyPosition,
                excluded,
                scale);
    }
}
