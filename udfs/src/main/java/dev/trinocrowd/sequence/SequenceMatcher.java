package dev.trinocrowd.sequence;

import dev.trinocrowd.event.EventBuffer;

import java.util.function.LongConsumer;

import static dev.trinocrowd.sequence.SequenceScan.NO_MATCH;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfLongArray;
import static java.lang.Math.max;

/// Matches a pattern against sorted events whose payloads are masks of conditions, in time linear in the events.
final class SequenceMatcher
{
    private static final long INSTANCE_SIZE = instanceSize(SequenceMatcher.class) + SequenceScan.RETAINED_BYTES + FirstMatch.RETAINED_BYTES;

    private final SequenceScan scan = new SequenceScan();
    private final FirstMatch firstMatch = new FirstMatch();
    private long[] layers = {};

    /// What matching takes at most when the largest sequence has `events` events.
    static long bytesFor(int events)
    {
        return INSTANCE_SIZE + sizeOfLongArray(events) + Long.BYTES;
    }

    boolean matches(EventBuffer events, SequencePattern pattern)
    {
        start(events, pattern);
        return events.size() > 0 && scan.end(0) != NO_MATCH;
    }

    /// The most matches that share no event: each ends as soon as it can, and the next one begins after it.
    long count(EventBuffer events, SequencePattern pattern)
    {
        start(events, pattern);
        long count = 0;
        int position = 0;
        while (position < events.size()) {
            int end = scan.end(position);
            if (end == NO_MATCH) {
                break;
            }
            count++;
            // A match of no event stands for the event at which it was found.
            position = max(end, position + 1);
        }
        return count;
    }

    /// The times of the events that conditions took in the first match of the pattern, or of as many of its conditions
    /// as can be met.
    void times(EventBuffer events, SequencePattern pattern, LongConsumer times)
    {
        if (events.size() == 0) {
            return;
        }
        start(events, pattern);
        int length = scan.end(0) == NO_MATCH ? matchedLength(pattern) : pattern.length();
        if (length > 0) {
            firstMatch.list(events, pattern, length, reserve(events.size()), times);
        }
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(layers);
    }

    /// The elements up to the last condition that was met; 0 if none was.
    private int matchedLength(SequencePattern pattern)
    {
        return Long.SIZE - Long.numberOfLeadingZeros(scan.everReached() >>> 1 & pattern.conditionLayers());
    }

    private void start(EventBuffer events, SequencePattern pattern)
    {
        scan.start(events, pattern, pattern.hasEqual() ? reserve(events.size()) : layers);
    }

    private long[] reserve(int events)
    {
        if (layers.length < events + 1) {
            layers = new long[events + 1];
        }
        return layers;
    }
}
