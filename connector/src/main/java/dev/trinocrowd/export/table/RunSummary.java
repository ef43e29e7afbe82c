package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowOutcome;
import dev.trinocrowd.export.outbox.RunRecord;
import dev.trinocrowd.export.outbox.Tally;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The rows of a round by what became of them.
///
/// @param staged how many there were; the four outcomes and `pending` make them up
/// @param deleted members that a mirror no longer has
/// @param notDeleted members of which the destination did not say so
record RunSummary(long staged, long accepted, long rejected, long suppressed, long unknown, long pending, long deleted, long notDeleted)
{
    static RunSummary of(RunRecord run)
    {
        long accepted = rows(run, send(RowOutcome.ACCEPTED));
        long rejected = rows(run, send(RowOutcome.REJECTED));
        long suppressed = rows(run, send(RowOutcome.SUPPRESSED));
        long unknown = rows(run, send(RowOutcome.UNKNOWN));
        boolean isDelivered = run.status() == RunRecord.Status.DELIVERED;
        // Those of a crowd that is mirrored are known when all are sent.
        long staged = isDelivered && run.stagedRows() == 0 ? accepted + rejected + suppressed + unknown : run.stagedRows();
        long deleted = rows(run, tally -> tally.action() == RowAction.DELETE && tally.outcome() == RowOutcome.ACCEPTED);
        long notDeleted = rows(run, tally -> tally.action() == RowAction.DELETE && tally.outcome() != RowOutcome.ACCEPTED);
        return new RunSummary(staged, accepted, rejected, suppressed, unknown, Math.max(staged - accepted - rejected - suppressed - unknown, 0), deleted, notDeleted);
    }

    private static Predicate<Tally> send(RowOutcome outcome)
    {
        return tally -> tally.action() == RowAction.SEND && tally.outcome() == outcome;
    }

    private static long rows(RunRecord run, Predicate<Tally> which)
    {
        return run.tallies().stream().filter(which).mapToLong(Tally::rows).sum();
    }

    static RunSummary ofArm(RunRecord run, Optional<Long> arm)
    {
        RunRecord ofArm = new RunRecord(
                run.start(),
                run.round(),
                run.lanes(),
                run.firstVersion(),
                run.lastVersion(),
                RunRecord.Status.DELIVERED,
                run.endedAt(),
                0,
                run.tallies().stream().filter(tally -> tally.arm().equals(arm)).toList(),
                run.message(),
                run.writer());
        return of(ofArm);
    }

    Map<String, Long> metrics()
    {
        return ImmutableMap.<String, Long>builder()
                .put("staged", staged)
                .put("accepted", accepted)
                .put("rejected", rejected)
                .put("suppressed", suppressed)
                .put("unknown", unknown)
                .put("deleted", deleted)
                .put("not_deleted", notDeleted)
                .buildOrThrow();
    }

    @Override
    public String toString()
    {
        return "%s staged, %s accepted, %s rejected, %s suppressed, %s unknown, %s pending".formatted(staged, accepted, rejected, suppressed, unknown, pending);
    }
}
