package dev.trinocrowd.funnel;

import dev.trinocrowd.event.MaskOrder;

/// Sets of steps in one number, step 1 in the lowest bit; the sign bit, which no step takes, marks an exclusion.
final class StepMasks
{
    static final int MAX_STEPS = 63;

    private static final long EXCLUSION = Long.MIN_VALUE;

    private StepMasks()
    {}

    static long exclusion(long steps)
    {
        return steps | EXCLUSION;
    }

    static boolean isExclusion(long payload)
    {
        return payload < 0;
    }

    static long steps(long payload)
    {
        return payload & ~EXCLUSION;
    }

    static boolean isEntry(long payload)
    {
        return (payload & 1) != 0;
    }

    /// @param step counted from 1; 64, which is no step, is never there
    static boolean has(long payload, int step)
    {
        return step <= MAX_STEPS && (payload >>> (step - 1) & 1) != 0;
    }

    /// The number of the highest step; 0 if there is none.
    static int highest(long payload)
    {
        return Long.SIZE - Long.numberOfLeadingZeros(steps(payload));
    }

    /// The order of one user's events of one time: exclusions, then by lowest step, then by mask.
    static int compare(long left, long right)
    {
        if ((left ^ right) < 0) {
            return left < 0 ? -1 : 1;
        }
        return MaskOrder.compare(steps(left), steps(right));
    }
}
