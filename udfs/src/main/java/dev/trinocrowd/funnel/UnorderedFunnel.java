package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;

import java.util.Arrays;

import static dev.trinocrowd.funnel.StepMasks.isExclusion;
import static dev.trinocrowd.funnel.StepMasks.steps;
import static java.lang.Long.bitCount;
import static java.lang.Long.compareUnsigned;
import static java.lang.Long.lowestOneBit;
import static java.lang.Long.numberOfTrailingZeros;
import static java.lang.Math.max;
import static java.lang.Math.min;

/// Most steps met within one window, in whatever order.
///
/// A window that slides over the events counts the steps in it; only where they could be more than the best so far are
/// events assigned to steps, by at most 63 look-ups in a [StepIndex].
final class UnorderedFunnel
        implements FunnelKernel
{
    private final boolean fillsSeveralSteps;
    private final boolean exclusionsEnd;
    private final int[] matches = new int[StepMasks.MAX_STEPS];
    private final StepIndex index = new StepIndex();
    private final Chain best = new Chain();
    private final Chain candidate = new Chain();

    UnorderedFunnel(boolean fillsSeveralSteps, boolean exclusionsEnd)
    {
        this.fillsSeveralSteps = fillsSeveralSteps;
        this.exclusionsEnd = exclusionsEnd;
    }

    @Override
    public int level(EventBuffer events, long window)
    {
        find(events, window, best);
        return best.length();
    }

    @Override
    public void find(EventBuffer events, long window, Chain chain)
    {
        chain.clear();
        index.build(events);
        Arrays.fill(matches, 0);
        long met = 0;
        int end = 0;
        for (int start = 0; start < events.size(); start++) {
            int first = end;
            end = max(end, start + 1);
            while (end < events.size() && isOpen(events, start, window, end)) {
                end++;
            }
            for (int i = first; i < end; i++) {
                met |= count(steps(events.payload(i)), 1);
            }
            if (steps(events.payload(start)) != 0 && bound(met, end - start) > chain.length()) {
                assign(events, start, end, met);
                if (candidate.length() > chain.length()) {
                    chain.set(candidate);
                }
            }
            met &= ~count(steps(events.payload(start)), -1);
        }
    }

    @Override
    public void attempts(EventBuffer events, long window, int lastStep, Chain chain, Runnable afterEach)
    {
        int position = 0;
        while (position < events.size()) {
            if (steps(events.payload(position)) == 0) {
                position++;
                continue;
            }
            int start = position;
            long unmet = -1L >>> (Long.SIZE - lastStep);
            chain.clear();
            do {
                unmet = take(events, position, unmet, chain);
                position++;
            }
            while (position < events.size() && unmet != 0 && isOpen(events, start, window, position));
            afterEach.run();
        }
    }

    private boolean isOpen(EventBuffer events, int start, long window, int position)
    {
        return compareUnsigned(events.time(position) - events.time(start), window) <= 0 && !(exclusionsEnd && isExclusion(events.payload(position)));
    }

    private int bound(long met, int size)
    {
        return fillsSeveralSteps ? bitCount(met) : min(bitCount(met), size);
    }

    private void assign(EventBuffer events, int start, int end, long met)
    {
        candidate.clear();
        long unmet = met;
        int position = start;
        while (unmet != 0) {
            position = index.next(events, position, end, unmet);
            if (position == end) {
                return;
            }
            unmet = take(events, position, unmet, candidate);
            position++;
        }
    }

    private long take(EventBuffer events, int position, long unmet, Chain chain)
    {
        long steps = steps(events.payload(position)) & unmet;
        long taken = fillsSeveralSteps ? steps : lowestOneBit(steps);
        for (int i = bitCount(taken); i > 0; i--) {
            chain.add(position, events.time(position));
        }
        return unmet ^ taken;
    }

    /// Adds `change` to the matches of each step, and gives the steps that had none before or have none after.
    private long count(long steps, int change)
    {
        long changed = 0;
        long rest = steps;
        while (rest != 0) {
            int step = numberOfTrailingZeros(rest);
            rest &= rest - 1;
            int before = matches[step];
            matches[step] += change;
            if (before == 0 || matches[step] == 0) {
                changed |= 1L << step;
            }
        }
        return changed;
    }
}
