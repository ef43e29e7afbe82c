package dev.trinocrowd.funnel;

import java.util.stream.Stream;

import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.util.stream.Collectors.joining;

/// What must not change within a group beside the window, in one number other than 0: the modes and the number of steps.
final class FunnelSettings
{
    /// Masks do not tell how many steps there are.
    static final int UNKNOWN_STEP_COUNT = 0;
    static final int DEFAULT = of(FunnelModes.DEFAULT, UNKNOWN_STEP_COUNT);

    private static final int STEP_COUNT_SHIFT = 8;
    private static final int STEP_COUNT_MASK = 0x7F;
    private static final int PRESENT = 1 << 16;

    private FunnelSettings()
    {}

    static int of(FunnelModes modes, int stepCount)
    {
        return withStepCount(PRESENT | modes.bits(), stepCount);
    }

    /// @param settings of an unknown number of steps
    static int withStepCount(int settings, int stepCount)
    {
        return settings | stepCount << STEP_COUNT_SHIFT;
    }

    static FunnelModes modes(long settings)
    {
        return new FunnelModes((int) settings & ((1 << STEP_COUNT_SHIFT) - 1));
    }

    static int stepCount(long settings)
    {
        return (int) settings >>> STEP_COUNT_SHIFT & STEP_COUNT_MASK;
    }

    static boolean seesUnmatchedEvents(int settings)
    {
        return (settings & FunnelMode.STRICT_ORDER.bit()) != 0;
    }

    static boolean isUnordered(int settings)
    {
        return (settings & FunnelMode.UNORDERED.bit()) != 0;
    }

    static void checkSame(long settings, long other)
    {
        if (settings == other) {
            return;
        }
        if (!modes(settings).equals(modes(other))) {
            throw new IllegalArgumentException("funnel mode must not change within a group, found %s".formatted(
                    Stream.of(modes(settings), modes(other)).map("'%s'"::formatted).sorted().collect(joining(" and "))));
        }
        throw new IllegalArgumentException("funnel steps must not change their number within a group, found %s and %s".formatted(
                min(stepCount(settings), stepCount(other)),
                max(stepCount(settings), stepCount(other))));
    }
}
