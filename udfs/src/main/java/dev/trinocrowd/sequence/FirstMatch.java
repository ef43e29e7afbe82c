package dev.trinocrowd.sequence;

import dev.trinocrowd.event.EventBuffer;

import java.util.Arrays;
import java.util.function.LongConsumer;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOfIntArray;
import static io.airlift.slice.SizeOf.sizeOfLongArray;
import static java.lang.Long.compareUnsigned;
import static java.lang.Long.numberOfTrailingZeros;

/// Finds the match whose events come first: walks sorted events backward, keeping from which layers the end of the
/// pattern can still be reached, then forward, taking the first event that does not lead astray.
final class FirstMatch
{
    static final long RETAINED_BYTES = instanceSize(FirstMatch.class) + 2 * sizeOfLongArray(SequencePattern.MAX_ELEMENTS) + sizeOfIntArray(SequencePattern.MAX_ELEMENTS);

    private final long[] nearest = new long[SequencePattern.MAX_ELEMENTS];
    private final long[] farthest = new long[SequencePattern.MAX_ELEMENTS];
    private final int[] candidates = new int[SequencePattern.MAX_ELEMENTS];

    private EventBuffer events;
    private SequencePattern pattern;
    private int length;
    private long[] layers;

    /// @param length how many elements of the pattern to match; they must have a match
    /// @param layers scratch for a number for each event and one more
    /// @param times takes the times of the events that conditions took
    void list(EventBuffer events, SequencePattern pattern, int length, long[] layers, LongConsumer times)
    {
        this.events = events;
        this.pattern = pattern;
        this.length = length;
        this.layers = layers;
        walkBack();
        walkForward(times);
    }

    private void walkBack()
    {
        long end = 1L << length;
        long instant = (pattern.stars() | pattern.distances()) & (end - 1);
        Arrays.fill(candidates, 0, length, events.size() - 1);
        long beforeStars = 0;
        long measured = 0;
        for (int position = events.size(); position >= 0; position--) {
            long leading = end | beforeStars;
            if (position < events.size()) {
                leading |= layers[position + 1] >>> 1 & pattern.takers(events.payload(position)) & (end - 1);
            }
            long open = instant;
            while (open != 0) {
                long layer = Long.highestOneBit(open);
                open ^= layer;
                boolean next = (leading & layer << 1) != 0;
                if ((pattern.stars() & layer) != 0) {
                    if (next) {
                        beforeStars |= layer;
                        leading |= layer;
                    }
                }
                else if (position < events.size()) {
                    boolean first = (measured & layer) == 0;
                    if (next) {
                        measured |= layer;
                    }
                    if ((measured & layer) != 0 && holds(numberOfTrailingZeros(layer), position, leading, first)) {
                        leading |= layer;
                    }
                }
            }
            layers[position] = leading;
        }
    }

    private boolean holds(int layer, int position, long leading, boolean first)
    {
        TimeRelation relation = pattern.relation(layer);
        boolean next = (leading >>> (layer + 1) & 1) != 0;
        if (next && relation != TimeRelation.EQUAL) {
            nearest[layer] = events.time(position);
            if (first) {
                farthest[layer] = nearest[layer];
            }
        }
        int origin = pattern.origin(layer, position);
        if (origin < 0) {
            return false;
        }
        long time = events.time(origin);
        if (relation == TimeRelation.EQUAL) {
            return hasEqual(layer, position, time, leading);
        }
        return relation.holdsForOneOf(nearest[layer] - time, farthest[layer] - time, pattern.bound(layer));
    }

    private boolean hasEqual(int layer, int position, long time, long leading)
    {
        long bound = pattern.bound(layer);
        int candidate = candidates[layer];
        while (candidate >= position) {
            long candidateLayers = candidate == position ? leading : layers[candidate];
            if ((candidateLayers >>> (layer + 1) & 1) != 0 && compareUnsigned(events.time(candidate) - time, bound) <= 0) {
                break;
            }
            // Earlier events are farther away still.
            candidate--;
        }
        candidates[layer] = candidate;
        return candidate >= position && events.time(candidate) - time == bound;
    }

    private void walkForward(LongConsumer times)
    {
        int position = 0;
        while ((layers[position] & 1) == 0) {
            position++;
        }
        for (int layer = 0; layer < length; layer++) {
            if ((pattern.stars() >>> layer & 1) != 0) {
                while (!leadsOn(layer, position)) {
                    position++;
                }
            }
            else if ((pattern.distances() >>> layer & 1) != 0) {
                long time = events.time(pattern.origin(layer, position));
                while (!leadsOn(layer, position) || !pattern.relation(layer).holds(events.time(position) - time, pattern.bound(layer))) {
                    position++;
                }
            }
            else {
                if ((pattern.conditionLayers() >>> layer & 1) != 0) {
                    times.accept(events.time(position));
                }
                position++;
            }
        }
    }

    private boolean leadsOn(int layer, int position)
    {
        return (layers[position] >>> (layer + 1) & 1) != 0;
    }
}
