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

    private long[] met = {};
    private byte[] conditions = {};

    ConditionSets()
    {}

    private ConditionSets(ConditionSets other)
    {
        met = other.met.clone();
        conditions = other.conditions.clone();
    }

    ConditionSets copy()
    {
        return new ConditionSets(this);
    }

    void ensureCapacity(int groups)
    {
        if (groups > met.length) {
            int capacity = clamp(met.length + (met.length >> 1) + 16L, groups, LARGEST_ARRAY);
            met = Arrays.copyOf(met, capacity);
            conditions = Arrays.copyOf(conditions, capacity);
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
        int present = conditions[group];
        if (present != count) {
            if (present != 0) {
                throw new IllegalArgumentException("retention conditions must be of one number within a group, found %s and %s".formatted(
                        Math.min(present, count), Math.max(present, count)));
            }
            conditions[group] = (byte) count;
        }
        met[group] |= mask;
    }

    void clear(int group)
    {
        met[group] = 0;
        conditions[group] = 0;
    }

    /// 0 for a group without a row.
    int conditions(int group)
    {
        return group < conditions.length ? conditions[group] : 0;
    }

    /// The conditions that some row met.
    long met(int group)
    {
        return met[group];
    }

    /// The conditions that the user met beside the first: none if the first was not met.
    long retained(int group)
    {
        return (met[group] & 1) == 0 ? 0 : met[group];
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(met) + sizeOf(conditions);
    }
}
