package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;

import static dev.trinocrowd.funnel.StepMasks.steps;
import static io.airlift.slice.SizeOf.sizeOfLongArray;
import static java.lang.Math.min;

/// Finds the next event that matches one of some steps: a tree of the unions of the masks of 16 events, of 256 events,
/// and so on.
final class StepIndex
{
    private static final int FAN_OUT_BITS = 4;
    private static final int FAN_OUT = 1 << FAN_OUT_BITS;
    private static final int MAX_HEIGHT = Integer.SIZE / FAN_OUT_BITS;

    private final long[][] unions = new long[MAX_HEIGHT][0];
    private int height;

    static long bytesFor(int events)
    {
        long bytes = 0;
        for (int size = events; size > FAN_OUT; size = parents(size)) {
            bytes += sizeOfLongArray(parents(size));
        }
        return bytes;
    }

    void build(EventBuffer events)
    {
        height = 0;
        for (int size = events.size(); size > FAN_OUT; size = parents(size)) {
            if (unions[height].length < parents(size)) {
                unions[height] = new long[parents(size)];
            }
            for (int parent = 0; parent < parents(size); parent++) {
                long union = 0;
                int end = min(size, (parent + 1) << FAN_OUT_BITS);
                for (int child = parent << FAN_OUT_BITS; child < end; child++) {
                    union |= mask(events, height, child);
                }
                unions[height][parent] = union;
            }
            height++;
        }
    }

    /// The first position from `from` on that matches one of `steps`; `end` if there is none before.
    int next(EventBuffer events, int from, int end, long steps)
    {
        int level = 0;
        int node = from;
        int nodes = events.size();
        // Up, as long as no brother of the node has a match.
        while (true) {
            if (first(level, node) >= end) {
                return end;
            }
            int nextParent = (node >>> FAN_OUT_BITS) + 1;
            int brothersEnd = min(nodes, nextParent << FAN_OUT_BITS);
            int match = scan(events, level, node, brothersEnd, steps);
            if (match < brothersEnd) {
                node = match;
                break;
            }
            if (level == height) {
                return end;
            }
            node = nextParent;
            level++;
            nodes = parents(nodes);
            if (node >= nodes) {
                return end;
            }
        }
        // Down to the first event below the node.
        while (level > 0) {
            level--;
            node = scan(events, level, node << FAN_OUT_BITS, Integer.MAX_VALUE, steps);
        }
        return min(node, end);
    }

    private int scan(EventBuffer events, int level, int from, int to, long steps)
    {
        int node = from;
        while (node < to && (mask(events, level, node) & steps) == 0) {
            node++;
        }
        return node;
    }

    private long mask(EventBuffer events, int level, int node)
    {
        return level == 0 ? steps(events.payload(node)) : unions[level - 1][node];
    }

    /// The first event below a node.
    private static long first(int level, int node)
    {
        return (long) node << (level * FAN_OUT_BITS);
    }

    private static int parents(int size)
    {
        return (size + FAN_OUT - 1) >>> FAN_OUT_BITS;
    }
}
