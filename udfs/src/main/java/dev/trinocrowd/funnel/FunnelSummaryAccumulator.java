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
final class FunnelSummaryAccumulator
        implements FunnelSummaryState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(FunnelSummaryAccumulator.class);
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private LevelCounts[] groups = {};
    private int group;
    private long countsBytes;

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
    public void add(long level, long steps)
    {
        try {
            LevelCounts counts = groups[group];
            if (counts == null) {
                counts = new LevelCounts(steps);
                setCounts(counts);
            }
            counts.checkSteps(steps);
            counts.add(level);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public void addAll(FunnelSummaryState other)
    {
        other.counts().ifPresent(added -> {
            LevelCounts counts = groups[group];
            if (counts == null) {
                setCounts(added.copy());
                return;
            }
            try {
                counts.add(added);
            }
            catch (IllegalArgumentException e) {
                throw invalidArgument(e);
            }
        });
    }

    @Override
    public Optional<LevelCounts> counts()
    {
        return Optional.ofNullable(group < groups.length ? groups[group] : null);
    }

    @Override
    public void setCounts(LevelCounts counts)
    {
        if (groups[group] != null) {
            countsBytes -= groups[group].retainedBytes();
        }
        groups[group] = counts;
        countsBytes += counts.retainedBytes();
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + sizeOfObjectArray(groups.length) + countsBytes;
    }

    @Override
    public AccumulatorState copy()
    {
        FunnelSummaryAccumulator copy = new FunnelSummaryAccumulator();
        copy.group = group;
        copy.countsBytes = countsBytes;
        copy.groups = new LevelCounts[groups.length];
        for (int i = 0; i < groups.length; i++) {
            copy.groups[i] = groups[i] == null ? null : groups[i].copy();
        }
        return copy;
    }
}
