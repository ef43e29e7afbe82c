package dev.trinocrowd.sequence;

import dev.trinocrowd.event.EventBuffer;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOfIntArray;
import static io.airlift.slice.SizeOf.sizeOfLongArray;
import static java.lang.Long.compareUnsigned;
import static java.lang.Long.numberOfTrailingZeros;

/// Walks sorted events forward, keeping which layers of a pattern are reached: every way to match it at once.
///
/// Events are numbered by position; to reach a layer at a position means that events before the position match the
/// elements before the layer. Of the ways to reach a time condition all that counts is the earliest and the latest event
/// to measure from; `==` needs them all and finds them in the layers of the positions before, each looked at once.
final class SequenceScan
{
    static final int NO_MATCH = -1;
    static final long RETAINED_BYTES = instanceSize(SequenceScan.class) + 2 * sizeOfLongArray(SequencePattern.MAX_ELEMENTS) + sizeOfIntArray(SequencePattern.MAX_ELEMENTS);

    private final long[] earliest = new long[SequencePattern.MAX_ELEMENTS];
    private final long[] latest = new long[SequencePattern.MAX_ELEMENTS];
    private final int[] candidates = new int[SequencePattern.MAX_ELEMENTS];

    private EventBuffer events;
    private SequencePattern pattern;
    private long[] layers;
    private long everReached;

    /// @param layers scratch for a number for each event and one more; only a pattern with `==` needs it
    void start(EventBuffer events, SequencePattern pattern, long[] layers)
    {
        this.events = events;
        this.pattern = pattern;
        this.layers = layers;
    }

    /// The position after the match that ends first among those of events from `from` on; [#NO_MATCH] if there is none.
    int end(int from)
    {
        long end = 1L << pattern.length();
        long distances = pattern.distances();
        long stars = pattern.stars();
        everReached = 0;
        Arrays.fill(candidates, 0, pattern.length(), from);

        long taken = 0;
        long afterStars = 0;
        long measured = 0;
        for (int position = from;; position++) {
            long reached = taken | afterStars | 1;
            long open = (reached | measured) & (stars | distances);
            while (open != 0) {
                long layer = Long.lowestOneBit(open);
                open ^= layer;
                long next = layer << 1;
                if ((stars & layer) != 0) {
                    afterStars |= next;
                }
                else {
                    // A time condition is followed by an event, and there is none at the end.
                    if (position == events.size()) {
                        continue;
                    }
                    boolean first = (measured & layer) == 0;
                    if ((reached & layer) != 0) {
                        measured |= layer;
                    }
                    if (!holds(numberOfTrailingZeros(layer), position, reached, first)) {
                        continue;
                    }
                }
                reached |= next;
                open |= next & (stars | distances);
            }
            everReached |= reached;
            if ((reached & end) != 0) {
                return position;
            }
            if (position == events.size()) {
                return NO_MATCH;
            }
            if (pattern.hasEqual()) {
                layers[position] = reached;
            }
            taken = (reached & pattern.takers(events.payload(position))) << 1;
        }
    }

    /// The layers that the last call of [#end] reached anywhere.
    long everReached()
    {
        return everReached;
    }

    private boolean holds(int layer, int position, long reached, boolean first)
    {
        TimeRelation relation = pattern.relation(layer);
        long time = events.time(position);
        if (relation == TimeRelation.EQUAL) {
            return hasEqual(layer, position, time, reached);
        }
        if ((reached >>> layer & 1) != 0) {
            latest[layer] = events.time(pattern.origin(layer, position));
            if (first) {
                earliest[layer] = latest[layer];
            }
        }
        return relation.holdsForOneOf(time - latest[layer], time - earliest[layer], pattern.bound(layer));
    }

    private boolean hasEqual(int layer, int position, long time, long reached)
    {
        long bound = pattern.bound(layer);
        int candidate = candidates[layer];
        while (candidate <= position) {
            long candidateLayers = candidate == position ? reached : layers[candidate];
            if ((candidateLayers >>> layer & 1) != 0 && compareUnsigned(time - events.time(pattern.origin(layer, candidate)), bound) <= 0) {
                break;
            }
            // Later events are farther away still.
            candidate++;
        }
        candidates[layer] = candidate;
        return candidate <= position && time - events.time(pattern.origin(layer, candidate)) == bound;
    }
}
