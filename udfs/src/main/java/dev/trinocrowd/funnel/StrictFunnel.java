package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;

import static dev.trinocrowd.funnel.StepMasks.isEntry;
import static java.util.Objects.requireNonNull;

/// Steps in order, where other events can end a chain: a walk from each entry.
///
/// The walks stay linear. Where any other event ends a chain, a walk is a run of at most 63 events. Where a repeated
/// step ends it, the next entry does, unless that event fills the next step: so at most 63 walks pass over an event.
final class StrictFunnel
        implements FunnelKernel
{
    private final ChainWalk walk;
    private final Chain best = new Chain();
    private final Chain candidate = new Chain();

    StrictFunnel(ChainWalk walk)
    {
        this.walk = requireNonNull(walk, "walk is null");
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
        for (int entry = 0; entry < events.size(); entry++) {
            if (isEntry(events.payload(entry))) {
                walk.walk(events, entry, window, StepMasks.MAX_STEPS, candidate);
                if (candidate.length() > chain.length()) {
                    chain.set(candidate);
                }
            }
        }
    }

    @Override
    public void attempts(EventBuffer events, long window, int lastStep, Chain chain, Runnable afterEach)
    {
        OrderedFunnel.walkAttempts(walk, events, window, lastStep, chain, afterEach);
    }
}
