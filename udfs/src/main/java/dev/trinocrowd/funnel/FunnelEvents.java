package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.EventStore;
import dev.trinocrowd.event.GroupConstant;
import dev.trinocrowd.event.PayloadOrder;
import dev.trinocrowd.event.TimeScale;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOfLongArray;
import static java.lang.Math.max;
import static java.lang.Math.min;

/// The events of many users that match a step, and how far each user comes.
final class FunnelEvents
{
    /// A search with its kernel, its walk and its chains: an upper bound.
    private static final long SEARCH_BYTES = 512 + sizeOfLongArray(StepMasks.MAX_STEPS) + 3 * Chain.RETAINED_BYTES;
    private static final long INSTANCE_SIZE = instanceSize(FunnelEvents.class) + SEARCH_BYTES;

    private final EventStore events;
    private final GroupConstant windows;
    private final GroupConstant settings;
    private final EventBuffer buffer = new EventBuffer();
    private FunnelSearch search = new FunnelSearch(FunnelModes.DEFAULT);
    private boolean unordered;

    FunnelEvents()
    {
        events = new EventStore();
        windows = new GroupConstant(events);
        settings = new GroupConstant(events);
    }

    private FunnelEvents(FunnelEvents other)
    {
        events = other.events.copy();
        windows = other.windows.copy(events);
        settings = other.settings.copy(events);
        unordered = other.unordered;
    }

    FunnelEvents copy()
    {
        return new FunnelEvents(this);
    }

    void ensureCapacity(int groups)
    {
        events.ensureCapacity(groups);
    }

    void add(int group, long time, long window, long steps, TimeScale scale)
    {
        add(group, time, window, steps, false, FunnelSettings.DEFAULT, scale);
    }

    /// An event that matches no step and excludes nobody is only kept where it can end a chain.
    void add(int group, long time, long window, long steps, boolean excluded, int groupSettings, TimeScale scale)
    {
        check(window, steps, scale);
        if (isIdle(steps, excluded, groupSettings)) {
            return;
        }
        addKept(group, time, window, excluded ? StepMasks.exclusion(steps) : steps, groupSettings, scale);
    }

    static void check(long window, long steps, TimeScale scale)
    {
        if (steps < 0) {
            throw new IllegalArgumentException("funnel steps must be a mask without the sign bit, found %s".formatted(steps));
        }
        if (window <= 0) {
            throw new IllegalArgumentException("funnel window must be positive, found %s".formatted(scale.duration(window)));
        }
    }

    /// Whether an event changes nothing.
    static boolean isIdle(long steps, boolean excluded, int settings)
    {
        return steps == 0 && !excluded && !FunnelSettings.seesUnmatchedEvents(settings);
    }

    /// @param payload a mask, or what [#best] will read as one
    void addKept(int group, long time, long window, long payload, int groupSettings, TimeScale scale)
    {
        checkSameWindow(windows.putIfAbsent(group, window), window, scale);
        long presentSettings = settings.putIfAbsent(group, groupSettings);
        if (presentSettings != groupSettings) {
            FunnelSettings.checkSame(presentSettings, groupSettings);
        }
        unordered |= FunnelSettings.isUnordered(groupSettings);
        events.append(group, time, payload);
    }

    private static void checkSameWindow(long present, long window, TimeScale scale)
    {
        if (present != window) {
            throw new IllegalArgumentException("funnel window must not change within a group, found %s and %s".formatted(
                    scale.duration(min(present, window)),
                    scale.duration(max(present, window))));
        }
    }

    /// @return [FunnelSearch#EXCLUDED] if an exclusion takes the user out
    int level(int group)
    {
        read(group, StepMasks::compare);
        return search(group).level(buffer, window(group));
    }

    /// The chain that wins; it is valid until the next call.
    Chain best(int group)
    {
        read(group, StepMasks::compare);
        return search(group).best(buffer, window(group));
    }

    void attempts(int group, AttemptConsumer consumer)
    {
        read(group, StepMasks::compare);
        search(group).attempts(buffer, window(group), FunnelSettings.stepCount(settings.get(group)), consumer);
    }

    /// The events of a group in order, which the caller may change; they are valid until the next call.
    EventBuffer read(int group, PayloadOrder order)
    {
        events.read(group, buffer);
        buffer.sort(order);
        return buffer;
    }

    FunnelSearch search(int group)
    {
        FunnelModes modes = FunnelSettings.modes(settings.get(group));
        if (!search.modes().equals(modes)) {
            search = new FunnelSearch(modes);
        }
        return search;
    }

    long window(int group)
    {
        return windows.get(group);
    }

    int count(int group)
    {
        return events.count(group);
    }

    int largestGroup()
    {
        return events.largestGroup();
    }

    /// Two groups that must have the same window and settings, as far as they have events.
    void checkSame(int group, int other, TimeScale scale)
    {
        if (events.count(group) > 0 && events.count(other) > 0) {
            checkSameWindow(windows.get(group), windows.get(other), scale);
            FunnelSettings.checkSame(settings.get(group), settings.get(other));
        }
    }

    /// What is held, and what reading the largest group will take.
    long retainedBytes()
    {
        return INSTANCE_SIZE
                + events.retainedBytes()
                + windows.retainedBytes()
                + settings.retainedBytes()
                + (unordered ? StepIndex.bytesFor(events.largestGroup()) : 0)
                + max(buffer.retainedBytes(), EventBuffer.bytesFor(events.largestGroup()));
    }
}
