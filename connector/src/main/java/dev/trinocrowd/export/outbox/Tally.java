package dev.trinocrowd.export.outbox;

import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowOutcome;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// How many rows came to the same.
///
/// @param reason why rows were suppressed
public record Tally(Optional<Long> arm, RowAction action, RowOutcome outcome, Optional<String> reason, long rows)
{
    public Tally
    {
        arm = arm == null ? Optional.empty() : arm;
        requireNonNull(action, "action is null");
        requireNonNull(outcome, "outcome is null");
        reason = reason == null ? Optional.empty() : reason;
    }

    private record Group(Optional<Long> arm, RowAction action, RowOutcome outcome, Optional<String> reason)
    {}

    /// Counts rows.
    public static final class Counter
    {
        private final Map<Group, long[]> counts = new LinkedHashMap<>();
        /// That of the row before: most rows have the same fate as their neighbours.
        private Group last;
        private long[] lastCount;

        public void add(Optional<Long> arm, RowAction action, RowOutcome outcome, Optional<String> reason, long rows)
        {
            if (last == null || last.outcome != outcome || last.action != action || !last.arm.equals(arm) || !last.reason.equals(reason)) {
                last = new Group(arm, action, outcome, reason);
                lastCount = counts.computeIfAbsent(last, _ -> new long[1]);
            }
            lastCount[0] += rows;
        }

        public void add(Tally tally)
        {
            add(tally.arm, tally.action, tally.outcome, tally.reason, tally.rows);
        }

        public List<Tally> finish()
        {
            List<Tally> tallies = new ArrayList<>();
            counts.forEach((group, count) -> tallies.add(new Tally(group.arm, group.action, group.outcome, group.reason, count[0])));
            return tallies;
        }
    }

    /// The sum of several lists.
    public static List<Tally> sum(List<List<Tally>> lists)
    {
        Counter counter = new Counter();
        lists.forEach(list -> list.forEach(counter::add));
        return counter.finish();
    }
}
