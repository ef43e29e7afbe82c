package dev.trinocrowd.interval;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.EventStore;

import java.util.function.LongConsumer;

import static io.airlift.slice.SizeOf.instanceSize;
import static java.lang.Math.max;

/// The events of many users that start or stop a clock, and the intervals that it takes.
///
/// The clock starts at a `from` while it does not run; the next `to` at a later time stops it. At one time `to` comes before `from`, so
/// that an event may be both and the clock runs on. A `from` while it runs, and a `to` while it does not, change nothing.
final class IntervalEvents
{
    private static final long INSTANCE_SIZE = instanceSize(IntervalEvents.class);

    private static final long FROM = 1;
    private static final long TO = 2;

    private final EventStore events;
    private final EventBuffer buffer = new EventBuffer();

    IntervalEvents()
    {
        this(new EventStore());
    }

    private IntervalEvents(EventStore events)
    {
        this.events = events;
    }

    IntervalEvents copy()
    {
        return new IntervalEvents(events.copy());
    }

    void ensureCapacity(int groups)
    {
        events.ensureCapacity(groups);
    }

    /// An event that is neither changes nothing and is not kept.
    void add(int group, long time, boolean isFrom, boolean isTo)
    {
        if (isFrom || isTo) {
            events.append(group, time, (isFrom ? FROM : 0) | (isTo ? TO : 0));
        }
    }

    /// @param consumer takes each interval in the unit of the times, in the order of time
    void intervals(int group, LongConsumer consumer)
    {
        if (events.count(group) == 0) {
            return;
        }
        events.read(group, buffer);
        buffer.sort(Long::compare);
        boolean isRunning = false;
        long start = 0;
        int i = 0;
        while (i < buffer.size()) {
            long time = buffer.time(i);
            long kinds = 0;
            for (; i < buffer.size() && buffer.time(i) == time; i++) {
                kinds |= buffer.payload(i);
            }
            if (isRunning && (kinds & TO) != 0) {
                consumer.accept(interval(start, time));
                isRunning = false;
            }
            if (!isRunning && (kinds & FROM) != 0) {
                start = time;
                isRunning = true;
            }
        }
    }

    private static long interval(long from, long to)
    {
        long interval = to - from;
        if (interval < 0) {
            throw new IllegalArgumentException("An interval of event_intervals must fit 64 bits, found one from %s to %s".formatted(from, to));
        }
        return interval;
    }

    /// What is held, and what reading the largest group will take.
    long retainedBytes()
    {
        return INSTANCE_SIZE + events.retainedBytes() + max(buffer.retainedBytes(), EventBuffer.bytesFor(events.largestGroup()));
    }
}
