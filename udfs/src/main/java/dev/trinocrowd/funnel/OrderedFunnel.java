package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;

import static dev.trinocrowd.funnel.StepMasks.isEntry;
import static dev.trinocrowd.funnel.StepMasks.isExclusion;
import static dev.trinocrowd.funnel.StepMasks.steps;
import static java.lang.Long.compareUnsigned;
import static java.lang.Long.highestOneBit;
import static java.lang.Long.numberOfTrailingZeros;
import static java.lang.Math.max;
import static java.util.Objects.requireNonNull;

/// Steps in order, whatever happens in between.
///
/// One pass finds the deepest chain over all entries. Of all chains that reached a step only the latest entry needs to
/// be known: whatever another chain can still do inside its window, the chain that entered last can do too.
final class OrderedFunnel
        implements FunnelKernel
{
    private final ChainWalk walk;
    private final long[] latestEntry = new long[StepMasks.MAX_STEPS];

    OrderedFunnel(ChainWalk walk)
    {
        this.walk = requireNonNull(walk, "walk is null");
    }

    @Override
    public int level(EventBuffer events, long window)
    {
        if (walk.fillsSeveralSteps() || walk.increasing() || !walk.exclusionsEnd()) {
            return pass(events, window).level();
        }
        // Bit 0 stands for the next entry, bit n for a chain that waits for step n + 1.
        long open = 1;
        long reached = 1;
        for (int i = 0; i < events.size(); i++) {
            long payload = events.payload(i);
            if (isExclusion(payload)) {
                reached |= open;
                open = 1;
                payload = steps(payload);
            }
            open = fillOne(payload & open, open, events.time(i), window);
        }
        return levelOf(reached | open);
    }

    /// The first position at which a chain is as deep as any comes is where the best one ends too: the later a chain
    /// enters, the later it gets anywhere. So the first entry from which that position is in reach belongs to the best.
    @Override
    public void find(EventBuffer events, long window, Chain chain)
    {
        Deepest deepest = pass(events, window);
        if (deepest.level() == 0) {
            chain.clear();
            return;
        }
        int entry = deepest.floor();
        while (!isEntry(events.payload(entry)) || compareUnsigned(deepest.time() - events.time(entry), window) > 0) {
            entry++;
        }
        walk.walk(events, entry, window, deepest.level(), chain);
    }

    @Override
    public void attempts(EventBuffer events, long window, int lastStep, Chain chain, Runnable afterEach)
    {
        walkAttempts(walk, events, window, lastStep, chain, afterEach);
    }

    static void walkAttempts(ChainWalk walk, EventBuffer events, long window, int lastStep, Chain chain, Runnable afterEach)
    {
        int position = 0;
        while (position < events.size()) {
            if (isEntry(events.payload(position))) {
                position = walk.walk(events, position, window, lastStep, chain);
                afterEach.run();
            }
            else {
                position++;
            }
        }
    }

    /// @param time when the deepest level was reached first
    /// @param floor the position before which an entry would have been ended by an exclusion
    private record Deepest(int level, long time, int floor)
    {}

    private Deepest pass(EventBuffer events, long window)
    {
        Deepest deepest = new Deepest(0, 0, 0);
        long open = 1;
        int lastExclusion = -1;
        int next = 0;
        while (next < events.size()) {
            int position = next++;
            long time = events.time(position);
            long payload = events.payload(position);
            boolean ends = walk.exclusionsEnd() && isExclusion(payload);
            if (ends) {
                open = 1;
                lastExclusion = position;
            }
            else if (walk.increasing()) {
                // A chain takes one event of a time at most, so that events of one time are as good as one.
                while (next < events.size() && events.time(next) == time) {
                    payload |= events.payload(next++);
                }
                // Only entries of the same time have outlived an exclusion of this time.
                if (lastExclusion >= 0 && events.time(lastExclusion) == time) {
                    payload &= 1;
                }
            }
            long steps = steps(payload);
            long before = open;
            open = walk.fillsSeveralSteps() && !walk.increasing() ? fillSeveral(steps, open, time, window) : fillOne(steps & open, open, time, window);
            if (open != before && levelOf(open) > deepest.level()) {
                deepest = new Deepest(levelOf(open), time, max(lastExclusion, 0));
            }
        }
        return deepest;
    }

    /// Later steps first, so that no chain takes the same event twice.
    private long fillOne(long fillable, long open, long time, long window)
    {
        long nowOpen = open;
        long steps = fillable;
        while (steps != 0) {
            long step = highestOneBit(steps);
            steps ^= step;
            if (fill(numberOfTrailingZeros(step), time, window)) {
                nowOpen |= step << 1;
            }
        }
        return nowOpen;
    }

    /// Earlier steps first, so that a chain goes on as far as the event carries it.
    private long fillSeveral(long matched, long open, long time, long window)
    {
        long nowOpen = open;
        long steps = matched & nowOpen;
        long done = 0;
        while (steps != 0) {
            long step = Long.lowestOneBit(steps);
            done |= step;
            if (fill(numberOfTrailingZeros(step), time, window)) {
                nowOpen |= step << 1;
            }
            steps = matched & nowOpen & ~done;
        }
        return nowOpen;
    }

    private boolean fill(int index, long time, long window)
    {
        if (index == 0) {
            latestEntry[0] = time;
            return true;
        }
        // Events are sorted, so the distance fits an unsigned number even from one end of the range to the other.
        if (compareUnsigned(time - latestEntry[index - 1], window) <= 0) {
            latestEntry[index] = latestEntry[index - 1];
            return true;
        }
        return false;
    }

    private static int levelOf(long open)
    {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(open);
    }
}
