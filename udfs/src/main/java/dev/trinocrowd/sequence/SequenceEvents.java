package dev.trinocrowd.sequence;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.EventStore;
import dev.trinocrowd.event.GroupConstant;
import dev.trinocrowd.event.MaskOrder;
import dev.trinocrowd.event.TimeScale;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

import static io.airlift.slice.SizeOf.instanceSize;
import static java.lang.Math.max;

/// The events of many users that meet a condition, and what a pattern finds among those of each.
final class SequenceEvents
{
    private static final int INSTANCE_SIZE = instanceSize(SequenceEvents.class);
    /// An entry in the list and in the map, a key and boxes: an upper bound.
    private static final long PATTERN_BYTES = 160;

    private record PatternKey(String text, TimeScale scale)
    {}

    private final EventStore events;
    private final GroupConstant patternNumbers;
    private final List<SequencePattern> patterns;
    private final Map<PatternKey, Integer> numbers;
    private final SequenceMatcher matcher = new SequenceMatcher();
    private final EventBuffer buffer = new EventBuffer();
    private long patternBytes;

    SequenceEvents()
    {
        events = new EventStore();
        patternNumbers = new GroupConstant(events);
        patterns = new ArrayList<>();
        numbers = new HashMap<>();
    }

    private SequenceEvents(SequenceEvents other)
    {
        events = other.events.copy();
        patternNumbers = other.patternNumbers.copy(events);
        patterns = new ArrayList<>(other.patterns);
        numbers = new HashMap<>(other.numbers);
        patternBytes = other.patternBytes;
    }

    SequenceEvents copy()
    {
        return new SequenceEvents(this);
    }

    void ensureCapacity(int groups)
    {
        events.ensureCapacity(groups);
    }

    /// The number under which the other methods know this pattern.
    int numberOf(String text, TimeScale scale)
    {
        return numbers.computeIfAbsent(new PatternKey(text, scale), _ -> {
            SequencePattern pattern = SequencePattern.parse(text, scale);
            patterns.add(pattern);
            patternBytes += PATTERN_BYTES + pattern.retainedBytes();
            return patterns.size();
        });
    }

    /// The highest number of a condition that the pattern names.
    int conditionsOf(int patternNumber)
    {
        return patterns.get(patternNumber - 1).conditions();
    }

    /// An event that meets no condition is no part of the sequence.
    void add(int group, long time, long conditions, int patternNumber)
    {
        if (conditions < 0) {
            throw new IllegalArgumentException("sequence conditions must be a mask without the sign bit, found %s".formatted(conditions));
        }
        if (conditions == 0) {
            return;
        }
        long groupNumber = patternNumbers.putIfAbsent(group, patternNumber);
        if (groupNumber != patternNumber) {
            String one = patterns.get((int) groupNumber - 1).text();
            String other = patterns.get(patternNumber - 1).text();
            boolean inOrder = one.compareTo(other) < 0;
            throw new IllegalArgumentException("sequence pattern must not change within a group, found '%s' and '%s'".formatted(inOrder ? one : other, inOrder ? other : one));
        }
        events.append(group, time, conditions);
    }

    boolean matches(int group)
    {
        return read(group) && matcher.matches(buffer, pattern(group));
    }

    long count(int group)
    {
        return read(group) ? matcher.count(buffer, pattern(group)) : 0;
    }

    void times(int group, LongConsumer times)
    {
        if (read(group)) {
            matcher.times(buffer, pattern(group), times);
        }
    }

    /// What is held, and what reading the largest group will take.
    long retainedBytes()
    {
        int largest = events.largestGroup();
        return INSTANCE_SIZE
                + events.retainedBytes()
                + patternNumbers.retainedBytes()
                + patternBytes
                + max(buffer.retainedBytes(), EventBuffer.bytesFor(largest))
                + max(matcher.retainedBytes(), SequenceMatcher.bytesFor(largest));
    }

    private boolean read(int group)
    {
        if (events.count(group) == 0) {
            return false;
        }
        events.read(group, buffer);
        buffer.sort(MaskOrder::compare);
        return true;
    }

    private SequencePattern pattern(int group)
    {
        return patterns.get((int) patternNumbers.get(group) - 1);
    }
}
