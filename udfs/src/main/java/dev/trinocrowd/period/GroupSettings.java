package dev.trinocrowd.period;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static java.lang.Math.clamp;

/// A number other than 0 for each group, which as a rule is the same for all of them: only when it is not does a group cost anything.
final class GroupSettings
{
    private static final int INSTANCE_SIZE = instanceSize(GroupSettings.class);
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private long common;
    private long[] values;

    GroupSettings()
    {}

    private GroupSettings(GroupSettings other)
    {
        common = other.common;
        values = other.values == null ? null : other.values.clone();
    }

    GroupSettings copy()
    {
        return new GroupSettings(this);
    }

    /// Gives a group its number, unless it has one.
    ///
    /// @param sets says which groups have been given one: those that are not empty
    /// @return what the group has afterwards
    long putIfAbsent(int group, long value, PeriodSets sets)
    {
        if (values == null) {
            if (value == common) {
                return value;
            }
            if (common == 0) {
                common = value;
                return value;
            }
        }
        long present = get(group, sets);
        if (present != 0) {
            return present;
        }
        put(group, value);
        return value;
    }

    long get(int group, PeriodSets sets)
    {
        if (sets.isEmpty(group)) {
            return 0;
        }
        if (values == null || group >= values.length || values[group] == 0) {
            return common;
        }
        return values[group];
    }

    private void put(int group, long value)
    {
        if (values == null) {
            values = new long[group + 1];
        }
        if (group >= values.length) {
            values = Arrays.copyOf(values, clamp(values.length + (values.length >> 1) + 16L, group + 1, LARGEST_ARRAY));
        }
        values[group] = value;
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + (values == null ? 0 : sizeOf(values));
    }
}
