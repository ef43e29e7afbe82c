package dev.trinocrowd.funnel;

/// The events that one chain took, step by step.
final class Chain
{
    static final long RETAINED_BYTES = 64 + StepMasks.MAX_STEPS * (long) (Integer.BYTES + Long.BYTES);

    private final int[] positions = new int[StepMasks.MAX_STEPS];
    private final long[] times = new long[StepMasks.MAX_STEPS];
    private int length;
    private boolean excluded;

    void clear()
    {
        length = 0;
        excluded = false;
    }

    void add(int position, long time)
    {
        positions[length] = position;
        times[length] = time;
        length++;
    }

    void set(Chain other)
    {
        System.arraycopy(other.positions, 0, positions, 0, other.length);
        System.arraycopy(other.times, 0, times, 0, other.length);
        length = other.length;
        excluded = other.excluded;
    }

    int length()
    {
        return length;
    }

    boolean isEmpty()
    {
        return length == 0;
    }

    int position(int index)
    {
        return positions[index];
    }

    long time(int index)
    {
        return times[index];
    }

    /// Whether an exclusion takes the whole user out.
    boolean isExcluded()
    {
        return excluded;
    }

    void exclude()
    {
        excluded = true;
    }

    /// Deeper, or as deep and earlier at the first step at which the times differ.
    boolean isBetterThan(Chain other)
    {
        if (length != other.length) {
            return length > other.length;
        }
        for (int i = 0; i < length; i++) {
            if (times[i] != other.times[i]) {
                return times[i] < other.times[i];
            }
        }
        return false;
    }

    boolean hasTimesOf(Chain other)
    {
        return length == other.length && !isBetterThan(other) && !other.isBetterThan(this);
    }
}
