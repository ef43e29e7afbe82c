package dev.trinocrowd.funnel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the modes mean, written down without any thought of speed: every chain is tried, rule by rule.
final class SlowFunnel
{
    record Event(long time, long steps, boolean excluded)
    {
        boolean has(int step)
        {
            return (steps >>> (step - 1) & 1) == 1;
        }
    }

    private final List<Event> events;
    private final long window;
    private final boolean overlap;
    private final boolean increasing;
    private final boolean deduplicated;
    private final boolean strict;
    private final boolean strictMatched;
    private final boolean unordered;
    private final boolean excludeUser;

    SlowFunnel(List<Event> rows, long window, FunnelModes modes)
    {
        this.window = window;
        overlap = modes.has(FunnelMode.OVERLAP);
        increasing = modes.has(FunnelMode.STRICT_INCREASE);
        deduplicated = modes.has(FunnelMode.STRICT_DEDUPLICATION);
        strict = modes.has(FunnelMode.STRICT_ORDER);
        strictMatched = modes.has(FunnelMode.STRICT_ORDER_MATCHED);
        unordered = modes.has(FunnelMode.UNORDERED);
        excludeUser = modes.has(FunnelMode.EXCLUDE_USER);
        List<Event> sorted = rows.stream()
                .filter(row -> row.steps() != 0 || row.excluded() || modes.has(FunnelMode.STRICT_ORDER))
                .sorted(Comparator.comparingLong(Event::time)
                        .thenComparing(Event::excluded, Comparator.reverseOrder())
                        .thenComparingInt(row -> row.steps() == 0 ? -1 : Long.numberOfTrailingZeros(row.steps()))
                        .thenComparingLong(Event::steps))
                .toList();
        events = overlap && !unordered ? merged(sorted) : sorted;
    }

    private static List<Event> merged(List<Event> sorted)
    {
        List<Event> merged = new ArrayList<>();
        for (Event event : sorted) {
            if (!merged.isEmpty() && merged.getLast().time() == event.time()) {
                Event last = merged.removeLast();
                merged.add(new Event(event.time(), last.steps() | event.steps(), last.excluded() || event.excluded()));
            }
            else {
                merged.add(event);
            }
        }
        return merged;
    }

    /// The times of the chain that wins; null if an exclusion takes the user out.
    List<Long> best()
    {
        List<Integer> best = List.of();
        for (int entry = 0; entry < events.size(); entry++) {
            for (List<Integer> chain : unordered ? windowFrom(entry) : chainsFrom(entry)) {
                if (isBetter(chain, best)) {
                    best = chain;
                }
            }
        }
        if (excludeUser && !best.isEmpty()) {
            long first = events.get(best.getFirst()).time();
            long last = events.get(best.getLast()).time();
            if (events.stream().anyMatch(event -> event.excluded() && event.time() > first && event.time() <= last)) {
                return null;
            }
        }
        return times(best);
    }

    private List<Long> times(List<Integer> chain)
    {
        return chain.stream().map(position -> events.get(position).time()).toList();
    }

    private boolean isBetter(List<Integer> chain, List<Integer> best)
    {
        if (chain.size() != best.size()) {
            return chain.size() > best.size();
        }
        for (int i = 0; i < chain.size(); i++) {
            long time = events.get(chain.get(i)).time();
            long bestTime = events.get(best.get(i)).time();
            if (time != bestTime) {
                return time < bestTime;
            }
        }
        return false;
    }

    private boolean isInReach(int entry, int position)
    {
        if (events.get(position).time() - events.get(entry).time() > window) {
            return false;
        }
        return excludeUser || events.subList(entry + 1, position + 1).stream().noneMatch(Event::excluded);
    }

    private List<List<Integer>> chainsFrom(int entry)
    {
        List<List<Integer>> chains = new ArrayList<>();
        if (events.get(entry).has(1)) {
            extend(List.of(entry), chains);
        }
        return chains;
    }

    private void extend(List<Integer> chain, List<List<Integer>> chains)
    {
        chains.add(chain);
        int last = chain.getLast();
        int step = chain.size() + 1;
        if (overlap && !increasing && events.get(last).has(step)) {
            extend(with(chain, last), chains);
            if (strict || strictMatched || deduplicated) {
                return;
            }
        }
        for (int next = last + 1; next < events.size(); next++) {
            if (!isInReach(chain.getFirst(), next)) {
                return;
            }
            Event event = events.get(next);
            boolean fills = event.has(step) && (!increasing || event.time() > events.get(last).time());
            if (fills) {
                extend(with(chain, next), chains);
            }
            if (strict || (strictMatched && event.steps() != 0) || (deduplicated && (fills || repeats(event, step)))) {
                return;
            }
        }
    }

    private static boolean repeats(Event event, int step)
    {
        for (int reached = 1; reached < step; reached++) {
            if (event.has(reached)) {
                return true;
            }
        }
        return false;
    }

    private static List<Integer> with(List<Integer> chain, int position)
    {
        List<Integer> longer = new ArrayList<>(chain);
        longer.add(position);
        return longer;
    }

    private List<List<Integer>> windowFrom(int start)
    {
        if (events.get(start).steps() == 0) {
            return List.of();
        }
        List<Integer> chain = new ArrayList<>();
        long unmet = -1;
        for (int position = start; position < events.size() && isInReach(start, position); position++) {
            long taken = events.get(position).steps() & unmet;
            taken = overlap ? taken : Long.lowestOneBit(taken);
            unmet &= ~taken;
            for (int i = 0; i < Long.bitCount(taken); i++) {
                chain.add(position);
            }
        }
        return List.of(chain);
    }

    /// Event by event, with at most one attempt under way.
    List<List<Long>> attempts(int stepCount)
    {
        List<List<Long>> attempts = new ArrayList<>();
        List<Long> current = null;
        long met = 0;
        long entryTime = 0;
        for (Event event : events) {
            if (current != null) {
                int step = current.size() + 1;
                if (event.time() - entryTime > window || event.excluded()) {
                    current = null;
                }
                else if (!unordered) {
                    boolean fills = event.has(step) && (!increasing || event.time() > current.getLast());
                    if (!fills && (strict || strictMatched || (deduplicated && repeats(event, step)))) {
                        current = null;
                    }
                    else if (!fills) {
                        continue;
                    }
                }
            }
            if (current == null) {
                if (unordered ? event.steps() == 0 : !event.has(1)) {
                    continue;
                }
                current = new ArrayList<>();
                attempts.add(current);
                met = 0;
                entryTime = event.time();
            }
            if (unordered) {
                long taken = event.steps() & ~met;
                taken = overlap ? taken : Long.lowestOneBit(taken);
                met |= taken;
                for (int i = 0; i < Long.bitCount(taken); i++) {
                    current.add(event.time());
                }
            }
            else {
                do {
                    current.add(event.time());
                }
                while (overlap && !increasing && current.size() < stepCount && event.has(current.size() + 1));
            }
            if (current.size() == stepCount) {
                current = null;
            }
        }
        return attempts;
    }
}
