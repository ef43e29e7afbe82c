package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.EventStore;
import dev.trinocrowd.event.GroupConstant;
import dev.trinocrowd.event.TimeScale;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOfLongArray;
import static java.lang.Math.max;
import static java.lang.Math.min;

/// The events of many users that match a step, and the deepest step of each.
final class FunnelEvents
{
    private static final long INSTANCE_SIZE = instanceSize(FunnelEvents.class) + instanceSize(OrderedFunnel.class) + sizeOfLongArray(StepMasks.MAX_STEPS);

    private final EventStore events;
    private final GroupConstant windows;
    private final FunnelKernel kernel;
    private final EventBuffer buffer = new EventBuffer();

    FunnelEvents()
    {
        events = new EventStore();
        windows = new GroupConstant(events);
        kernel = FunnelMode.DEFAULT.kernel();
    }

    private FunnelEvents(FunnelEvents other)
    {
        events = other.events.copy();
        windows = other.windows.copy(events);
        kernel = FunnelMode.DEFAULT.kernel();
    }

    FunnelEvents copy()
    {
        return new FunnelEvents(this);
    }

    void ensureCapacity(int groups)
    {
        events.ensureCapacity(groups);
    }

    /// An event that matches no step changes nothing in the default mode and is not kept.
    void add(int group, long time, long window, long steps, TimeScale scale)
    {
        if (steps < 0) {
            throw new IllegalArgumentException("funnel steps must be a mask without the sign bit, found %s".formatted(steps));
        }
        if (window <= 0) {
            throw new IllegalArgumentException("funnel window must be positive, found %s".formatted(scale.duration(window)));
        }
        if (steps == 0) {
            return;
        }
        long groupWindow = windows.putIfAbsent(group, window);
        if (groupWindow != window) {
            throw new IllegalArgumentException("funnel window must not change within a group, found %s and %s".formatted(
                    scale.duration(min(groupWindow, window)),
                    scale.duration(max(groupWindow, window))));
        }
        events.append(group, time, steps);
    }

    int level(int group)
    {
        events.read(group, buffer);
        buffer.sort(StepMasks::compare);
        return kernel.level(buffer, windows.get(group));
    }

    /// What is held, and what reading the largest group will take.
    long retainedBytes()
    {
        return INSTANCE_SIZE
                + events.retainedBytes()
                + windows.retainedBytes()
                + max(buffer.retainedBytes(), EventBuffer.bytesFor(events.largestGroup()));
    }
}
