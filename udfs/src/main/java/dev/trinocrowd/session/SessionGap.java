package dev.trinocrowd.session;

import dev.trinocrowd.event.TimeScale;

/// The pause that ends a session: any that is longer than the gap.
final class SessionGap
{
    private SessionGap()
    {}

    /// @param function which asks, as an error names it
    static void checkPositive(long gap, String function, TimeScale scale)
    {
        if (gap <= 0) {
            throw new IllegalArgumentException("%s gap must be positive, found %s".formatted(function, scale.duration(gap)));
        }
    }

    /// @param to not before `from`
    static boolean isLonger(long from, long to, long gap)
    {
        // As unsigned numbers, since times may be more than 2^63 apart.
        return Long.compareUnsigned(to - from, gap) > 0;
    }
}
