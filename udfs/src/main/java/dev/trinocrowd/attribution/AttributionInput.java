package dev.trinocrowd.attribution;

import dev.trinocrowd.binding.Durations;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;

/// What a row asks for, whatever the type of its time.
final class AttributionInput
{
    static final String DESCRIPTION = "The value of a user's conversions, divided among the touchpoints before each: first, last, last_non_direct, linear, position or time_decay";
    static final String CREDITS = "array(row(touchpoint varchar, credit double))";

    private static final String LOOKBACK = "attribution lookback";

    private AttributionInput()
    {}

    static void intervalSettings(AttributionState state, ValueBlock lookback, int lookbackPosition, ValueBlock options, int optionsPosition)
    {
        state.settings(Durations.microseconds(lookback, lookbackPosition, LOOKBACK), options, optionsPosition, MICROSECONDS);
    }

    static void unitSettings(AttributionState state, ValueBlock lookback, int lookbackPosition, ValueBlock options, int optionsPosition)
    {
        state.settings(Durations.units(lookback, lookbackPosition, LOOKBACK), options, optionsPosition, CALLER_UNIT);
    }

    static void write(AttributionState state, BlockBuilder out)
    {
        state.writeCredits((ArrayBlockBuilder) out);
    }
}
