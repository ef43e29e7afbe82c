package dev.trinocrowd.session;

import dev.trinocrowd.event.TimeScale;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.GroupedAccumulatorState;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.SizeOf.instanceSize;
import static java.util.Objects.requireNonNull;

/// The state of one group (number 0) or of many.
final class SessionsAccumulator
        implements SessionsState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(SessionsAccumulator.class);

    private final SessionEvents events;
    private int group;

    SessionsAccumulator()
    {
        this(new SessionEvents());
    }

    private SessionsAccumulator(SessionEvents events)
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
    public void add(long time, long gap, TimeScale scale)
    {
        try {
            events.add(group, time, gap, scale);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public void sessions(SessionConsumer consumer)
    {
        events.sessions(group, consumer);
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + events.retainedBytes();
    }

    @Override
    public AccumulatorState copy()
    {
        SessionsAccumulator copy = new SessionsAccumulator(events.copy());
        copy.group = group;
        return copy;
    }
}
