package dev.trinocrowd.funnel;

/// Sets of steps in one number, step 1 in the lowest bit.
final class StepMasks
{
    static final int MAX_STEPS = 63;

    private StepMasks()
    {}

    /// The order of one user's events of one time: by lowest step, then by mask.
    static int compare(long left, long right)
    {
        int byLowestStep = Long.compare(Long.lowestOneBit(left), Long.lowestOneBit(right));
        return byLowestStep == 0 ? Long.compare(left, right) : byLowestStep;
    }
}
