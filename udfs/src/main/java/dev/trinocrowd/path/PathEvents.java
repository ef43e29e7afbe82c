package dev.trinocrowd.path;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.EventNames;
import dev.trinocrowd.event.EventStore;
import dev.trinocrowd.event.GroupConstant;
import io.airlift.slice.Slice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.airlift.slice.SizeOf.instanceSize;
import static java.lang.Math.max;

/// The events of many users with their names, and the paths of each.
final class PathEvents
{
    private static final long INSTANCE_SIZE = instanceSize(PathEvents.class) + instanceSize(PathWalker.class) + PathWalker.RETAINED_BYTES;
    /// A record, its entries in the list and in the map, and boxes: an upper bound.
    private static final long SETTINGS_BYTES = instanceSize(PathSettings.class) + 160L;

    private final EventStore events;
    private final EventNames names;
    private final GroupConstant settingsNumbers;
    private final List<PathSettings> settings;
    private final Map<PathSettings, Integer> settingsNumber;
    private final PathWalker walker = new PathWalker();
    private final EventBuffer buffer = new EventBuffer();
    private long settingsBytes;

    PathEvents()
    {
        events = new EventStore();
        names = new EventNames();
        settingsNumbers = new GroupConstant(events);
        settings = new ArrayList<>();
        settingsNumber = new HashMap<>();
    }

    private PathEvents(PathEvents other)
    {
        events = other.events.copy();
        names = other.names.copy();
        settingsNumbers = other.settingsNumbers.copy(events);
        settings = new ArrayList<>(other.settings);
        settingsNumber = new HashMap<>(other.settingsNumber);
        settingsBytes = other.settingsBytes;
    }

    PathEvents copy()
    {
        return new PathEvents(this);
    }

    void ensureCapacity(int groups)
    {
        events.ensureCapacity(groups);
    }

    /// The number under which [#add] knows these settings.
    int numberOf(PathSettings wanted)
    {
        return settingsNumber.computeIfAbsent(wanted, absent -> {
            settings.add(absent);
            settingsBytes += SETTINGS_BYTES + absent.retainedBytes();
            return settings.size();
        });
    }

    void add(int group, long time, Slice name, int settingsNumber)
    {
        add(group, time, name, 0, name.length(), settingsNumber);
    }

    /// The name is `length` bytes of `names` from `offset` on.
    void add(int group, long time, Slice names, int offset, int length, int settingsNumber)
    {
        if (settingsNumbers.putIfAbsent(group, settingsNumber) != settingsNumber) {
            throw new IllegalArgumentException("path_analysis gap, max_steps and options must not change within a group");
        }
        events.append(group, time, this.names.numberOf(names, offset, length));
    }

    Slice name(int number)
    {
        return names.name(number);
    }

    void paths(int group, PathConsumer consumer)
    {
        if (events.count(group) == 0) {
            return;
        }
        events.read(group, buffer);
        buffer.sort(names::compare);
        walker.walk(buffer, names, settings.get((int) settingsNumbers.get(group) - 1), consumer);
    }

    /// What is held, and what reading the largest group will take.
    long retainedBytes()
    {
        return INSTANCE_SIZE
                + events.retainedBytes()
                + names.retainedBytes()
                + settingsNumbers.retainedBytes()
                + settingsBytes
                + max(buffer.retainedBytes(), EventBuffer.bytesFor(events.largestGroup()));
    }
}
