package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;

import static dev.trinocrowd.funnel.StepMasks.has;
import static dev.trinocrowd.funnel.StepMasks.isExclusion;
import static dev.trinocrowd.funnel.StepMasks.steps;
import static java.lang.Long.compareUnsigned;
import static java.util.Objects.requireNonNull;

/// One chain from one entry: each event that may fill the next step does, until something ends the chain.
///
/// @param end which events that fill no step end a chain
/// @param fillsSeveralSteps whether one event may fill several steps
/// @param increasing whether each step must be later than the one before
/// @param exclusionsEnd whether exclusions end a chain
record ChainWalk(End end, boolean fillsSeveralSteps, boolean increasing, boolean exclusionsEnd)
{
    enum End
    {
        NOTHING,
        A_REACHED_STEP,
        A_MATCHED_EVENT,
        ANY_EVENT,
    }

    ChainWalk
    {
        requireNonNull(end, "end is null");
    }

    /// @param lastStep the step with which the chain is complete
    /// @param chain gets the events
    /// @return the position of the event that ended the chain, or the one after the event that completed it
    int walk(EventBuffer events, int entry, long window, int lastStep, Chain chain)
    {
        chain.clear();
        long entryTime = events.time(entry);
        take(events, entry, entryTime, lastStep, chain);
        long lastTime = entryTime;
        int position = entry + 1;
        while (position < events.size() && chain.length() < lastStep) {
            long time = events.time(position);
            long payload = events.payload(position);
            // Events are sorted, so the distance fits an unsigned number even from one end of the range to the other.
            if (compareUnsigned(time - entryTime, window) > 0 || (exclusionsEnd && isExclusion(payload))) {
                return position;
            }
            if (has(payload, chain.length() + 1) && (!increasing || time > lastTime)) {
                take(events, position, time, lastStep, chain);
                lastTime = time;
            }
            else if (isEnd(payload, chain.length())) {
                return position;
            }
            position++;
        }
        return position;
    }

    private void take(EventBuffer events, int position, long time, int lastStep, Chain chain)
    {
        chain.add(position, time);
        if (fillsSeveralSteps) {
            while (chain.length() < lastStep && has(events.payload(position), chain.length() + 1)) {
                chain.add(position, time);
            }
        }
    }

    private boolean isEnd(long payload, int level)
    {
        return switch (end) {
            case NOTHING -> false;
            case A_REACHED_STEP -> (steps(payload) & ((1L << level) - 1)) != 0;
            // An exclusion that does not end the chain need not match anything.
            case A_MATCHED_EVENT -> steps(payload) != 0;
            case ANY_EVENT -> true;
        };
    }
}
