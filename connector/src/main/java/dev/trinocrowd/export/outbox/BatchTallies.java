package dev.trinocrowd.export.outbox;

import dev.trinocrowd.export.delivery.BatchOutcome;
import dev.trinocrowd.export.delivery.BatchState;
import dev.trinocrowd.export.delivery.BatchStatus;
import dev.trinocrowd.export.delivery.Replay;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowOutcome;

import java.util.List;
import java.util.Optional;

/// What a journal says of a lane that is not done: nothing of arms, nor of what was withheld.
final class BatchTallies
{
    private BatchTallies()
    {}

    static List<Tally> of(Replay replay)
    {
        Tally.Counter counter = new Tally.Counter();
        for (BatchState state : replay.batches().values()) {
            if (state.status() == BatchStatus.UNKNOWN) {
                add(counter, RowOutcome.UNKNOWN, state.intent().rows());
            }
            state.outcome().filter(outcome -> outcome.status() == BatchStatus.SETTLED).ifPresent(outcome -> {
                add(counter, RowOutcome.ACCEPTED, outcome.accepted());
                add(counter, RowOutcome.REJECTED, rejected(outcome));
            });
        }
        return counter.finish();
    }

    private static int rejected(BatchOutcome outcome)
    {
        return outcome.rejected().size();
    }

    private static void add(Tally.Counter counter, RowOutcome outcome, long rows)
    {
        if (rows > 0) {
            counter.add(Optional.empty(), RowAction.SEND, outcome, Optional.empty(), rows);
        }
    }
}
