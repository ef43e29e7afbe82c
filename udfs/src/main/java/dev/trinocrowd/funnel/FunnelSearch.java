package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.funnel.ChainWalk.End;

import static dev.trinocrowd.funnel.StepMasks.isEntry;
import static dev.trinocrowd.funnel.StepMasks.isExclusion;
import static java.util.Objects.requireNonNull;

/// A combination of modes at work on one group's events after another.
final class FunnelSearch
{
    /// The level of a user whom an exclusion takes out.
    static final int EXCLUDED = -1;

    private static final int[] NO_NUMBERS = {};

    private final FunnelModes modes;
    private final FunnelKernel kernel;
    private final Chain chain = new Chain();

    FunnelSearch(FunnelModes modes)
    {
        this.modes = requireNonNull(modes, "modes is null");
        boolean exclusionsEnd = !modes.has(FunnelMode.EXCLUDE_USER);
        boolean overlap = modes.has(FunnelMode.OVERLAP);
        if (modes.has(FunnelMode.UNORDERED)) {
            kernel = new UnorderedFunnel(overlap, exclusionsEnd);
            return;
        }
        boolean increasing = modes.has(FunnelMode.STRICT_INCREASE);
        ChainWalk walk = new ChainWalk(end(modes), overlap && !increasing, increasing, exclusionsEnd);
        kernel = walk.end() == End.NOTHING ? new OrderedFunnel(walk) : new StrictFunnel(walk);
    }

    private static End end(FunnelModes modes)
    {
        if (modes.has(FunnelMode.STRICT_ORDER)) {
            return End.ANY_EVENT;
        }
        if (modes.has(FunnelMode.STRICT_ORDER_MATCHED)) {
            return End.A_MATCHED_EVENT;
        }
        return modes.has(FunnelMode.STRICT_DEDUPLICATION) ? End.A_REACHED_STEP : End.NOTHING;
    }

    FunnelModes modes()
    {
        return modes;
    }

    /// @param events sorted; they may be changed
    /// @return the deepest step, or [#EXCLUDED]
    int level(EventBuffer events, long window)
    {
        if (modes.has(FunnelMode.EXCLUDE_USER)) {
            Chain best = best(events, window);
            return best.isExcluded() ? EXCLUDED : best.length();
        }
        prepare(events, NO_NUMBERS);
        return kernel.level(events, window);
    }

    /// @param events sorted; they may be changed
    /// @return the chain that wins, until the next call
    Chain best(EventBuffer events, long window)
    {
        return best(events, window, NO_NUMBERS);
    }

    /// @param numbers a number an event, which move with the events that are changed: that of an entry stays with the entry
    Chain best(EventBuffer events, long window, int[] numbers)
    {
        prepare(events, numbers);
        kernel.find(events, window, chain);
        if (modes.has(FunnelMode.EXCLUDE_USER) && isInterrupted(events)) {
            chain.exclude();
        }
        return chain;
    }

    /// @param stepCount the number of steps, if it is known
    void attempts(EventBuffer events, long window, int stepCount, AttemptConsumer consumer)
    {
        if (modes.has(FunnelMode.EXCLUDE_USER)) {
            throw new IllegalArgumentException("funnel_attempts does not take mode exclude_user: each attempt ends at its exclusion");
        }
        prepare(events, NO_NUMBERS);
        kernel.attempts(events, window, stepCount == FunnelSettings.UNKNOWN_STEP_COUNT ? highestStep(events) : stepCount, chain, () -> consumer.accept(chain));
    }

    private static int highestStep(EventBuffer events)
    {
        long union = 0;
        for (int i = 0; i < events.size(); i++) {
            union |= events.payload(i);
        }
        return StepMasks.highest(union);
    }

    /// Exclusions stand first among the events of a time, so those of the entry's own time are before it.
    private boolean isInterrupted(EventBuffer events)
    {
        if (chain.isEmpty()) {
            return false;
        }
        for (int i = chain.position(0) + 1; i <= chain.position(chain.length() - 1); i++) {
            if (isExclusion(events.payload(i)) && events.time(i) > chain.time(0)) {
                return true;
            }
        }
        return false;
    }

    /// Where one event may fill several steps in order, the events of one time are made one.
    private void prepare(EventBuffer events, int[] numbers)
    {
        if (!modes.has(FunnelMode.OVERLAP) || modes.has(FunnelMode.UNORDERED)) {
            return;
        }
        int merged = 0;
        int next = 0;
        while (next < events.size()) {
            long time = events.time(next);
            long payload = 0;
            int entry = next;
            while (next < events.size() && events.time(next) == time) {
                if (isEntry(events.payload(next)) && !isEntry(payload)) {
                    entry = next;
                }
                payload |= events.payload(next);
                next++;
            }
            if (numbers.length > 0) {
                numbers[merged] = numbers[entry];
            }
            events.set(merged, time, payload);
            merged++;
        }
        events.truncate(merged);
    }
}
