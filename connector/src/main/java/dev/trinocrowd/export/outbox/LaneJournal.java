package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.Json;
import dev.trinocrowd.export.delivery.BatchIntent;
import dev.trinocrowd.export.delivery.BatchOutcome;
import dev.trinocrowd.export.delivery.DeliveryId;
import dev.trinocrowd.export.delivery.DeliveryJournal;
import dev.trinocrowd.export.delivery.LanePlan;
import dev.trinocrowd.export.delivery.Replay;
import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.CommitLog;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// The journal of a lane as numbered versions, each created once and for all.
///
/// A run that opens it writes a version of its own first. A run that is thought dead, and is not, then finds the version taken that it wants
/// to write: what it would intend is not durable, and so it does not leave.
final class LaneJournal
        implements DeliveryJournal
{
    private static final int MAX_ATTEMPTS = 20;

    private final CommitLog log;
    private final long fence;
    private final long run;
    private final LaneHistory history;
    private long next;

    private LaneJournal(CommitLog log, long fence, long run, LaneHistory history)
    {
        this.log = requireNonNull(log, "log is null");
        this.fence = fence;
        this.run = run;
        this.history = requireNonNull(history, "history is null");
        next = history.next() + 1;
    }

    /// @param fence of the run's lease
    static LaneJournal open(CommitLog log, DeliveryId delivery, int lane, long fence, long run)
    {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            LaneHistory history = LaneHistory.read(log, delivery, lane);
            if (history.fence().orElse(0) > fence) {
                throw fenced();
            }
            if (log.commit(history.next(), Json.write(JournalEntry.empty(fence, run)))) {
                return new LaneJournal(log, fence, run, history);
            }
        }
        throw new CommitConflictException("Another run keeps writing to the journal of lane %s. Nothing was sent".formatted(lane));
    }

    /// What was written before this run.
    LaneHistory history()
    {
        return history;
    }

    @Override
    public Replay replay()
    {
        return history.replay();
    }

    @Override
    public void plan(LanePlan plan)
    {
        write(JournalEntry.empty(fence, run).withPlan(plan));
    }

    @Override
    public void intend(List<BatchIntent> intents)
    {
        write(JournalEntry.empty(fence, run).withIntents(intents));
    }

    @Override
    public void record(List<BatchOutcome> outcomes)
    {
        write(JournalEntry.empty(fence, run).withOutcomes(outcomes));
    }

    void finish(LaneResult result)
    {
        write(JournalEntry.empty(fence, run).withResult(result));
    }

    void stopped(Optional<String> reason)
    {
        reason.ifPresent(text -> write(JournalEntry.empty(fence, run).withStopped(text)));
    }

    private void write(JournalEntry entry)
    {
        if (!log.commit(next, Json.write(entry))) {
            throw fenced();
        }
        next++;
    }

    private static CommitConflictException fenced()
    {
        return new CommitConflictException("A later run has taken over the delivery. This one sends nothing more");
    }
}
