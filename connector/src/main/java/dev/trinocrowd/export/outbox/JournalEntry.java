package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.Times;
import dev.trinocrowd.export.delivery.BatchId;
import dev.trinocrowd.export.delivery.BatchIntent;
import dev.trinocrowd.export.delivery.BatchOutcome;
import dev.trinocrowd.export.delivery.BatchStatus;
import dev.trinocrowd.export.delivery.DeliveryId;
import dev.trinocrowd.export.delivery.LanePlan;
import dev.trinocrowd.export.delivery.RowRejection;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/// One version of a lane's journal: what was written together.
///
/// @param fence of the lease of the run that has written it
/// @param writer makes each entry different from each other's
/// @param stopped why a run has ended before the lane did
record JournalEntry(
        long fence,
        long run,
        UUID writer,
        Optional<LanePlan> plan,
        List<Intent> intents,
        List<Outcome> outcomes,
        Optional<LaneResult> result,
        Optional<String> stopped)
{
    JournalEntry
    {
        requireNonNull(writer, "writer is null");
        plan = plan == null ? Optional.empty() : plan;
        intents = intents == null ? ImmutableList.of() : ImmutableList.copyOf(intents);
        outcomes = outcomes == null ? ImmutableList.of() : ImmutableList.copyOf(outcomes);
        result = result == null ? Optional.empty() : result;
        stopped = stopped == null ? Optional.empty() : stopped;
    }

    static JournalEntry empty(long fence, long run)
    {
        return new JournalEntry(fence, run, UUID.randomUUID(), Optional.empty(), ImmutableList.of(), ImmutableList.of(), Optional.empty(), Optional.empty());
    }

    JournalEntry withPlan(LanePlan newPlan)
    {
        return new JournalEntry(fence, run, writer, Optional.of(newPlan), intents, outcomes, result, stopped);
    }

    JournalEntry withIntents(List<BatchIntent> newIntents)
    {
        return new JournalEntry(fence, run, writer, plan, newIntents.stream().map(Intent::of).toList(), outcomes, result, stopped);
    }

    JournalEntry withOutcomes(List<BatchOutcome> newOutcomes)
    {
        return new JournalEntry(fence, run, writer, plan, intents, newOutcomes.stream().map(Outcome::of).toList(), result, stopped);
    }

    JournalEntry withResult(LaneResult newResult)
    {
        return new JournalEntry(fence, run, writer, plan, intents, outcomes, Optional.of(newResult), stopped);
    }

    JournalEntry withStopped(String reason)
    {
        return new JournalEntry(fence, run, writer, plan, intents, outcomes, result, Optional.of(reason));
    }

    /// @param time in microseconds
    record Intent(long chunk, int part, String half, String key, int rows, long time)
    {
        private static Intent of(BatchIntent intent)
        {
            return new Intent(intent.id().chunk(), intent.id().part(), intent.id().half(), intent.key(), intent.rows(), Times.micros(intent.time()));
        }

        BatchIntent intent(DeliveryId delivery, int lane)
        {
            return new BatchIntent(new BatchId(delivery, lane, chunk, part, half), key, rows, Times.instant(time));
        }
    }

    /// @param time in microseconds
    record Outcome(
            long chunk,
            int part,
            String half,
            BatchStatus status,
            int rows,
            List<RowRejection> rejected,
            int attempts,
            Optional<String> message,
            Optional<String> receipt,
            long time)
    {
        private static Outcome of(BatchOutcome outcome)
        {
            return new Outcome(
                    outcome.id().chunk(),
                    outcome.id().part(),
                    outcome.id().half(),
                    outcome.status(),
                    outcome.rows(),
                    outcome.rejected(),
                    outcome.attempts(),
                    outcome.message(),
                    outcome.receipt(),
                    Times.micros(outcome.time()));
        }

        BatchOutcome outcome(DeliveryId delivery, int lane)
        {
            return new BatchOutcome(
                    new BatchId(delivery, lane, chunk, part, half),
                    status,
                    rows,
                    rejected == null ? List.of() : rejected,
                    attempts,
                    message == null ? Optional.empty() : message,
                    receipt == null ? Optional.empty() : receipt,
                    Times.instant(time));
        }
    }
}
