package dev.trinocrowd.retention;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static java.lang.Math.clamp;

/// For each group the conditions that some row met, and how many conditions there are.
final class ConditionSets
{
    static final int MAX_CONDITIONS = 63;

    private static final int INSTANCE_SIZE = instanceSize(ConditionSets.class);
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /// A set sign says that the group has a row: one array is one miss of the cache a row.
    private static final long PRESENT = Long.MIN_VALUE;

    private long[] met = {};
    /// The number of conditions of all groups, as a rule; 0 before the first row.
    private int commonCount;
    /// That of each group, once two groups differ.
    private byte[] counts;

    ConditionSets()
    {}

    private ConditionSets(ConditionSets other)
    {
        met = other.met.clone();
        commonCount = other.commonCount;
        counts = other.counts == null ? null : other.counts.clone();
    }

    ConditionSets copy()
    {
        return new ConditionSets(this);
    }

    void ensureCapacity(int groups)
    {
        if (groups > met.length) {
            met = Arrays.copyOf(met, clamp(met.length + (met.length >> 1) + 16L, groups, LARGEST_ARRAY));
            if (counts != null) {
                counts = Arrays.copyOf(counts, met.length);
            }
        }
    }

    /// @param mask the conditions that a row meets, the first in the lowest bit
    /// @param count how many conditions there are
    void add(int group, long mask, int count)
    {
        if (count < 1 || count > MAX_CONDITIONS) {
            throw new IllegalArgumentException("retention conditions must be 1 to %s, found %s".formatted(MAX_CONDITIONS, count));
        }
        if (mask < 0) {
            throw new IllegalArgumentException("retention conditions must be a mask without the sign bit, found %s".formatted(mask));
        }
        if (count != commonCount || counts != null) {
            setCount(group, count);
        }
        met[group] |= PRESENT | mask;
    }

    private void setCount(int group, int count)
    {
        if (commonCount == 0) {
            commonCount = count;
            return;
        }
        int present = conditions(group);
        if (present == count) {
            return;
        }
        if (present != 0) {
            throw new IllegalArgumentException("retention conditions must be of one number within a group, found %s and %s".formatted(
                    Math.min(present, count), Math.max(present, count)));
        }
        if (counts == null) {
            counts = new byte[met.length];
            Arrays.fill(counts, (byte) commonCount);
        }
        counts[group] = (byte) count;
    }

    void clear(int group)
    {
        met[group] = 0;
    }

    /// 0 for a group without a row.
    int conditions(int group)
    {
        if (group >= met.length || met[group] == 0) {
            return 0;
        }
        return counts == null ? commonCount : counts[group];
    }

    /// The conditions that some row met.
    long met(int group)
    {
        return met[group] & ~PRESENT;
    }

    /// The conditions that the user met beside the first: none if the first was not met.
    long retained(int group)
    {
        return (met[group] & 1) == 0 ? 0 : met(group);
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(met) + sizeOf(counts);
    }
}
