package dev.trinocrowd.retention;

import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.GroupedAccumulatorState;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.SizeOf.instanceSize;
import static java.util.Objects.requireNonNull;

/// The state of one group (number 0) or of many.
final class RetentionAccumulator
        implements RetentionState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(RetentionAccumulator.class);

    private final ConditionSets sets;
    private int group;

    RetentionAccumulator()
    {
        this(new ConditionSets());
    }

    private RetentionAccumulator(ConditionSets sets)
    {
        this.sets = requireNonNull(sets, "sets is null");
    }

    @Override
    public void setGroupId(int groupId)
    {
        group = groupId;
    }

    @Override
    public void ensureCapacity(int size)
    {
        sets.ensureCapacity(size);
    }

    @Override
    public void add(long mask, int conditions)
    {
        try {
            sets.add(group, mask, conditions);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public void set(long mask, int conditions)
    {
        sets.clear(group);
        add(mask, conditions);
    }

    @Override
    public int conditions()
    {
        return sets.conditions(group);
    }

    @Override
    public long met()
    {
        return sets.met(group);
    }

    @Override
    public long retained()
    {
        return sets.retained(group);
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + sets.retainedBytes();
    }

    @Override
    public AccumulatorState copy()
    {
        RetentionAccumulator copy = new RetentionAccumulator(sets.copy());
        copy.group = group;
        return copy;
    }
}
