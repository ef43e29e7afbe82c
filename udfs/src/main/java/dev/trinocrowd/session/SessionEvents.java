package dev.trinocrowd.session;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.EventStore;
import dev.trinocrowd.event.GroupConstant;
import dev.trinocrowd.event.TimeScale;

import static io.airlift.slice.SizeOf.instanceSize;
import static java.lang.Math.max;
import static java.lang.Math.min;

/// The times of the events of many users, and the sessions of each.
final class SessionEvents
{
    private static final long INSTANCE_SIZE = instanceSize(SessionEvents.class);
    private static final long NO_PAYLOAD = 0;

    private final EventStore events;
    private final GroupConstant gaps;
    private final EventBuffer buffer = new EventBuffer();

    SessionEvents()
    {
        events = new EventStore();
        gaps = new GroupConstant(events);
    }

    private SessionEvents(SessionEvents other)
    {
        events = other.events.copy();
        gaps = other.gaps.copy(events);
    }

    SessionEvents copy()
    {
        return new SessionEvents(this);
    }

    void ensureCapacity(int groups)
    {
        events.ensureCapacity(groups);
    }

    void add(int group, long time, long gap, TimeScale scale)
    {
        SessionGap.checkPositive(gap, "sessions", scale);
        long groupGap = gaps.putIfAbsent(group, gap);
        if (groupGap != gap) {
            throw new IllegalArgumentException("sessions gap must not change within a group, found %s and %s".formatted(
                    scale.duration(min(groupGap, gap)),
                    scale.duration(max(groupGap, gap))));
        }
        events.append(group, time, NO_PAYLOAD);
    }

    void sessions(int group, SessionConsumer consumer)
    {
        if (events.count(group) == 0) {
            return;
        }
        events.read(group, buffer);
        buffer.sort((_, _) -> 0);
        long gap = gaps.get(group);
        int start = 0;
        for (int i = 1; i <= buffer.size(); i++) {
            if (i == buffer.size() || SessionGap.isLonger(buffer.time(i - 1), buffer.time(i), gap)) {
                consumer.accept(buffer.time(start), buffer.time(i - 1), i - start);
                start = i;
            }
        }
    }

    /// What is held, and what reading the largest group will take.
    long retainedBytes()
    {
        return INSTANCE_SIZE
                + events.retainedBytes()
                + gaps.retainedBytes()
                + max(buffer.retainedBytes(), EventBuffer.bytesFor(events.largestGroup()));
    }
}
