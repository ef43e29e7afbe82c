package dev.trinocrowd.export.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static com.google.common.base.Preconditions.checkState;

/// Reads the entries of a journal in the order in which they were written.
public final class ReplayBuilder
{
    private final Map<BatchId, BatchState> batches = new HashMap<>();
    private Optional<LanePlan> plan = Optional.empty();

    public void plan(LanePlan lanePlan)
    {
        checkState(plan.isEmpty(), "a journal has one plan");
        plan = Optional.of(lanePlan);
    }

    public void intend(List<BatchIntent> intents)
    {
        intents.forEach(intent -> batches.merge(intent.id(), new BatchState(intent, Optional.empty()), ReplayBuilder::repeated));
    }

    /// While it is open whether the batch was taken under its key, the age of the key counts from the first time that it left.
    private static BatchState repeated(BatchState earlier, BatchState again)
    {
        boolean isOpen = earlier.status() == BatchStatus.UNKNOWN && earlier.intent().key().equals(again.intent().key());
        return isOpen ? new BatchState(earlier.intent(), Optional.empty()) : again;
    }

    public void record(List<BatchOutcome> outcomes)
    {
        for (BatchOutcome outcome : outcomes) {
            BatchState state = batches.get(outcome.id());
            checkState(state != null, "batch %s has an outcome, but was never intended", outcome.id());
            batches.put(outcome.id(), new BatchState(state.intent(), Optional.of(outcome)));
        }
    }

    public Replay build()
    {
        return new Replay(plan, batches);
    }
}
