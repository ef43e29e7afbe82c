package dev.trinocrowd.period;

import dev.trinocrowd.binding.StateFormat;
import dev.trinocrowd.bitmap.Bitmap;
import io.airlift.slice.Slice;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.GroupedAccumulatorState;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.SizeOf.instanceSize;
import static java.util.Objects.requireNonNull;

/// The state of one group (number 0) or of many.
final class ActivePeriodsAccumulator
        implements ActivePeriodsState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(ActivePeriodsAccumulator.class) + instanceSize(ActivePeriodsArguments.class);

    private final PeriodGroups groups;
    private final ActivePeriodsArguments arguments = new ActivePeriodsArguments();
    private int group;

    ActivePeriodsAccumulator()
    {
        this(new PeriodGroups(PeriodSetting::text));
    }

    private ActivePeriodsAccumulator(PeriodGroups groups)
    {
        this.groups = requireNonNull(groups, "groups is null");
    }

    @Override
    public void setGroupId(int groupId)
    {
        group = groupId;
    }

    @Override
    public void ensureCapacity(int size)
    {
        groups.ensureCapacity(size);
    }

    @Override
    public ActivePeriodsArguments arguments()
    {
        return arguments;
    }

    @Override
    public void add(long setting, long period)
    {
        try {
            groups.add(group, setting, period);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public void addAll(ActivePeriodsState other)
    {
        ActivePeriodsAccumulator added = (ActivePeriodsAccumulator) other;
        try {
            groups.addAll(group, added.groups, added.group);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public Bitmap periods()
    {
        return groups.bitmap(group);
    }

    @Override
    public Slice serialize()
    {
        return groups.serialize(group);
    }

    @Override
    public void deserialize(Slice serialized)
    {
        StateFormat.checkVersion(serialized, PeriodGroups.VERSION, "active_periods");
        groups.deserialize(group, serialized);
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + groups.retainedBytes();
    }

    @Override
    public AccumulatorState copy()
    {
        ActivePeriodsAccumulator copy = new ActivePeriodsAccumulator(groups.copy());
        copy.group = group;
        return copy;
    }
}
