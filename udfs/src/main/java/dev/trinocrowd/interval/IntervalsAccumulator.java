package dev.trinocrowd.interval;

import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.GroupedAccumulatorState;

import java.util.function.LongConsumer;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.SizeOf.instanceSize;
import static java.util.Objects.requireNonNull;

/// The state of one group (number 0) or of many.
final class IntervalsAccumulator
        implements IntervalsState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(IntervalsAccumulator.class);

    private final IntervalEvents events;
    private int group;

    IntervalsAccumulator()
    {
        this(new IntervalEvents());
    }

    private IntervalsAccumulator(IntervalEvents events)
    {
        this.events = requireNonNull(events, "events is null");
    }

    @Override
    public void setGroupId(int groupId)
    {
        group = groupId;
    }

    @Override
    public void ensureCapacity(int size)
    {
        events.ensureCapacity(size);
    }

    @Override
    public void add(long time, boolean isFrom, boolean isTo)
    {
        try {
            events.add(group, time, isFrom, isTo);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public void intervals(LongConsumer consumer)
    {
        try {
            events.intervals(group, consumer);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + events.retainedBytes();
    }

    @Override
    public AccumulatorState copy()
    {
        IntervalsAccumulator copy = new IntervalsAccumulator(events.copy());
        copy.group = group;
        return copy;
    }
}
