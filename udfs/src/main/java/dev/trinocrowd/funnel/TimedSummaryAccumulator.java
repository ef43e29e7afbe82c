package dev.trinocrowd.funnel;

import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.GroupedAccumulatorState;

import java.util.Arrays;
import java.util.Optional;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOfObjectArray;
import static java.lang.Math.clamp;

/// The state of one group (number 0) or of many.
final class TimedSummaryAccumulator
        implements TimedSummaryState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(TimedSummaryAccumulator.class);
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private StepDurations[] groups = {};
    private int group;
    private long durationsBytes;

    @Override
    public void setGroupId(int groupId)
    {
        group = groupId;
    }

    @Override
    public void ensureCapacity(int size)
    {
        if (size > groups.length) {
            groups = Arrays.copyOf(groups, clamp(groups.length + (groups.length >> 1) + 1L, size, LARGEST_ARRAY));
        }
    }

    @Override
    public void add(long[] times, int level, long steps)
    {
        try {
            if (groups[group] == null) {
                setDurations(new StepDurations(steps));
            }
            StepDurations durations = groups[group];
            durations.checkSteps(steps);
            long before = durations.retainedBytes();
            durations.addUser(level);
            for (int step = 2; step <= level; step++) {
                durations.addDuration(step, times[step - 2], times[step - 1]);
            }
            durationsBytes += durations.retainedBytes() - before;
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public void addAll(TimedSummaryState other)
    {
        other.durations().ifPresent(added -> {
            if (groups[group] == null) {
                setDurations(added.copy());
                return;
            }
            long before = groups[group].retainedBytes();
            try {
                groups[group].merge(added);
            }
            catch (IllegalArgumentException e) {
                throw invalidArgument(e);
            }
            durationsBytes += groups[group].retainedBytes() - before;
        });
    }

    @Override
    public Optional<StepDurations> durations()
    {
        return Optional.ofNullable(group < groups.length ? groups[group] : null);
    }

    @Override
    public void setDurations(StepDurations durations)
    {
        if (groups[group] != null) {
            durationsBytes -= groups[group].retainedBytes();
        }
        groups[group] = durations;
        durationsBytes += durations.retainedBytes();
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + sizeOfObjectArray(groups.length) + durationsBytes;
    }

    @Override
    public AccumulatorState copy()
    {
        TimedSummaryAccumulator copy = new TimedSummaryAccumulator();
        copy.group = group;
        copy.groups = new StepDurations[groups.length];
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] != null) {
                copy.groups[i] = groups[i].copy();
                copy.durationsBytes += copy.groups[i].retainedBytes();
            }
        }
        return copy;
    }
}
