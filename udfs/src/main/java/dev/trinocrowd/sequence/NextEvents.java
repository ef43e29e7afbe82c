package dev.trinocrowd.sequence;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.EventNames;
import dev.trinocrowd.event.EventStore;
import dev.trinocrowd.event.GroupConstant;
import io.airlift.slice.Slice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static dev.trinocrowd.sequence.NextEventSettings.Direction.FORWARD;
import static io.airlift.slice.SizeOf.instanceSize;
import static java.lang.Math.max;

/// The events of many users with their values, and what lies beside an anchor of each.
final class NextEvents
{
    private static final int INSTANCE_SIZE = instanceSize(NextEvents.class);
    private static final int NO_INDEX = -1;
    /// There are eight settings at most; with their entries in the list and in the map.
    private static final int SETTINGS_BYTES = 8 * 200;

    private final EventStore events;
    private final EventNames values;
    private final GroupConstant settingsNumbers;
    private final List<NextEventSettings> settings;
    private final Map<NextEventSettings, Integer> numbers;
    private final EventBuffer buffer = new EventBuffer();

    NextEvents()
    {
        events = new EventStore();
        values = new EventNames();
        settingsNumbers = new GroupConstant(events);
        settings = new ArrayList<>();
        numbers = new HashMap<>();
    }

    private NextEvents(NextEvents other)
    {
        events = other.events.copy();
        values = other.values.copy();
        settingsNumbers = other.settingsNumbers.copy(events);
        settings = new ArrayList<>(other.settings);
        numbers = new HashMap<>(other.numbers);
    }

    NextEvents copy()
    {
        return new NextEvents(this);
    }

    void ensureCapacity(int groups)
    {
        events.ensureCapacity(groups);
    }

    /// The number under which [#add] knows these settings.
    int numberOf(NextEventSettings wanted)
    {
        return numbers.computeIfAbsent(wanted, absent -> {
            settings.add(absent);
            return settings.size();
        });
    }

    void add(int group, long time, Slice value, boolean anchor, int settingsNumber)
    {
        if (settingsNumbers.putIfAbsent(group, settingsNumber) != settingsNumber) {
            throw new IllegalArgumentException("next_event options must not change within a group");
        }
        events.append(group, time, (long) values.numberOf(value) << 1 | (anchor ? 1 : 0));
    }

    Optional<Slice> value(int group)
    {
        if (events.count(group) == 0) {
            return Optional.empty();
        }
        events.read(group, buffer);
        buffer.sort(this::compare);
        NextEventSettings groupSettings = settings.get((int) settingsNumbers.get(group) - 1);
        int anchor = anchor(groupSettings.anchor());
        if (anchor == NO_INDEX) {
            return Optional.empty();
        }
        int beside = groupSettings.direction() == FORWARD ? anchor + 1 : anchor - 1;
        if (beside < 0 || beside == buffer.size()) {
            return Optional.empty();
        }
        return Optional.of(values.name((int) (buffer.payload(beside) >>> 1)));
    }

    /// What is held, and what reading the largest group will take.
    long retainedBytes()
    {
        return INSTANCE_SIZE
                + events.retainedBytes()
                + values.retainedBytes()
                + settingsNumbers.retainedBytes()
                + SETTINGS_BYTES
                + max(buffer.retainedBytes(), EventBuffer.bytesFor(events.largestGroup()));
    }

    private int anchor(NextEventSettings.Anchor anchor)
    {
        return switch (anchor) {
            case FIRST -> firstAnchor();
            case LAST -> lastAnchor();
            case HEAD -> isAnchor(0) ? 0 : NO_INDEX;
            case TAIL -> isAnchor(buffer.size() - 1) ? buffer.size() - 1 : NO_INDEX;
        };
    }

    private int firstAnchor()
    {
        for (int i = 0; i < buffer.size(); i++) {
            if (isAnchor(i)) {
                return i;
            }
        }
        return NO_INDEX;
    }

    private int lastAnchor()
    {
        for (int i = buffer.size() - 1; i >= 0; i--) {
            if (isAnchor(i)) {
                return i;
            }
        }
        return NO_INDEX;
    }

    private boolean isAnchor(int index)
    {
        return (buffer.payload(index) & 1) != 0;
    }

    /// Events of one time stand in the order of the bytes of their values; of one value, anchors stand first.
    private int compare(long left, long right)
    {
        int byValue = left >>> 1 == right >>> 1 ? 0 : values.compare(left >>> 1, right >>> 1);
        return byValue == 0 ? Long.compare(right & 1, left & 1) : byValue;
    }
}
