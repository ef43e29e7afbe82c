package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;

import static java.lang.Long.compareUnsigned;
import static java.lang.Long.highestOneBit;
import static java.lang.Long.numberOfTrailingZeros;

/// The default mode: steps in order, each by another event, whatever happens in between.
///
/// One pass finds the deepest chain over all entries. Of all chains that reached a step only the latest entry needs to
/// be known: whatever another chain can still do inside its window, the chain that entered last can do too.
final class OrderedFunnel
        implements FunnelKernel
{
    private final long[] latestEntry = new long[StepMasks.MAX_STEPS];

    @Override
    public int level(EventBuffer events, long window)
    {
        // Bit 0 stands for the next entry, bit n for a chain that waits for step n + 1.
        long open = 1;
        for (int i = 0; i < events.size(); i++) {
            long time = events.time(i);
            // Later steps first, so that no chain takes the same event twice.
            long steps = events.payload(i) & open;
            while (steps != 0) {
                long step = highestOneBit(steps);
                steps ^= step;
                int index = numberOfTrailingZeros(step);
                if (index == 0) {
                    latestEntry[0] = time;
                }
                // Events are sorted, so the distance fits an unsigned number even from one end of the range to the other.
                else if (compareUnsigned(time - latestEntry[index - 1], window) <= 0) {
                    latestEntry[index] = latestEntry[index - 1];
                }
                else {
                    continue;
                }
                open |= step << 1;
            }
        }
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(open);
    }
}
