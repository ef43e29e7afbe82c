package dev.trinocrowd.event;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static java.util.Objects.requireNonNull;

/// A number other than 0 that all events of a group share, such as a window.
///
/// As a rule it is the same for all groups too; only when it is not does a group cost anything.
public final class GroupConstant
{
    private static final int INSTANCE_SIZE = instanceSize(GroupConstant.class);
    private static final long UNSET = 0;

    private final EventStore events;
    private long common = UNSET;
    private long[] values;

    /// @param events the store whose groups carry the number: a group without an event has none
    public GroupConstant(EventStore events)
    {
        this.events = requireNonNull(events, "events is null");
    }

    private GroupConstant(EventStore events, GroupConstant other)
    {
        this(events);
        common = other.common;
        values = other.values == null ? null : other.values.clone();
    }

    public GroupConstant copy(EventStore events)
    {
        return new GroupConstant(events, this);
    }

    /// To be called before a group's event is appended. Gives what the group has afterwards: another number than
    /// `value` if it had one already.
    public long putIfAbsent(int group, long value)
    {
        if (value == common && values == null) {
            return value;
        }
        return putDiffering(group, value);
    }

    /// 0 for a group without an event.
    public long get(int group)
    {
        if (events.count(group) == 0) {
            return UNSET;
        }
        return values == null ? common : values[group];
    }

    public long retainedBytes()
    {
        return INSTANCE_SIZE + (values == null ? 0 : sizeOf(values));
    }

    private long putDiffering(int group, long value)
    {
        if (value == UNSET) {
            throw new IllegalArgumentException("value must not be 0");
        }
        if (common == UNSET) {
            common = value;
            return value;
        }
        long present = get(group);
        if (present != UNSET) {
            return present;
        }
        if (values == null) {
            values = new long[events.capacity()];
            for (int i = 0; i < values.length; i++) {
                values[i] = events.count(i) > 0 ? common : UNSET;
            }
        }
        if (group >= values.length) {
            values = Arrays.copyOf(values, events.capacity());
        }
        values[group] = value;
        return value;
    }
}
