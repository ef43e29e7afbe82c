package dev.trinocrowd.path;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.EventNames;

import static dev.trinocrowd.event.EventNames.ABSENT;
import static dev.trinocrowd.path.PathConsumer.CUT;
import static io.airlift.slice.SizeOf.sizeOfIntArray;
import static java.lang.Long.compareUnsigned;
import static java.lang.Math.min;

/// Splits sorted events into sessions and gives the path of each.
final class PathWalker
{
    static final long RETAINED_BYTES = sizeOfIntArray(PathSettings.STEP_LIMIT + 1);

    private static final int NO_INDEX = -1;

    private final int[] nodes = new int[PathSettings.STEP_LIMIT + 1];

    void walk(EventBuffer events, EventNames names, PathSettings settings, PathConsumer consumer)
    {
        int start = settings.start().map(names::find).orElse(ABSENT);
        int end = settings.end().map(names::find).orElse(ABSENT);
        int from = 0;
        for (int i = 1; i <= events.size(); i++) {
            if (i == events.size() || compareUnsigned(events.time(i) - events.time(i - 1), settings.gap()) > 0) {
                int to = settings.collapse() ? collapse(events, from, i) : i;
                walkSession(events, from, to, start, end, settings, consumer);
                from = i;
            }
        }
    }

    private void walkSession(EventBuffer events, int from, int to, int start, int end, PathSettings settings, PathConsumer consumer)
    {
        int first = from;
        if (settings.start().isPresent()) {
            first = firstOf(events, from, to, start);
            if (first == NO_INDEX) {
                return;
            }
        }
        int last = to - 1;
        if (settings.end().isPresent()) {
            // A path has two ends, also if they bear one name.
            last = lastOf(events, settings.start().isPresent() ? first + 1 : first, to, end);
            if (last == NO_INDEX) {
                return;
            }
        }
        list(events, first, last, settings, consumer);
    }

    private void list(EventBuffer events, int first, int last, PathSettings settings, PathConsumer consumer)
    {
        int length = last - first + 1;
        int kept = min(length, settings.maxSteps());
        boolean cut = kept < length;
        int count = 0;
        if (cut && settings.keepsLast()) {
            nodes[count++] = CUT;
        }
        int from = settings.keepsLast() ? last - kept + 1 : first;
        for (int i = 0; i < kept; i++) {
            nodes[count++] = (int) events.payload(settings.reverse() ? last - i : from + i);
        }
        if (cut && !settings.keepsLast()) {
            nodes[count++] = CUT;
        }
        consumer.accept(nodes, count);
    }

    /// Leaves one event of each run; gives where the rest ends.
    private static int collapse(EventBuffer events, int from, int to)
    {
        int target = from;
        for (int i = from + 1; i < to; i++) {
            if (events.payload(i) != events.payload(target)) {
                target++;
                events.set(target, events.time(i), events.payload(i));
            }
        }
        return target + 1;
    }

    private static int firstOf(EventBuffer events, int from, int to, int name)
    {
        for (int i = from; i < to; i++) {
            if (events.payload(i) == name) {
                return i;
            }
        }
        return NO_INDEX;
    }

    private static int lastOf(EventBuffer events, int from, int to, int name)
    {
        for (int i = to - 1; i >= from; i--) {
            if (events.payload(i) == name) {
                return i;
            }
        }
        return NO_INDEX;
    }
}
