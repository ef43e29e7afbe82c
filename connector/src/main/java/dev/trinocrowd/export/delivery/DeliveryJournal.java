package dev.trinocrowd.export.delivery;

import java.util.List;

/// The journal of one lane of one delivery, over all of its runs. Used by one thread at a time.
///
/// Each method that writes returns once that is durable; what it throws ends the run. Entries are written by one call where they leave
/// together, so that a call may be one write to storage.
public interface DeliveryJournal
{
    /// What earlier runs intended, and what became of it.
    Replay replay();

    /// Comes once, before all else.
    void plan(LanePlan plan);

    /// An intent of a batch that has one already, under the same key, is a repeat; under another key it begins anew.
    void intend(List<BatchIntent> intents);

    /// An outcome of a batch takes the place of an earlier one.
    void record(List<BatchOutcome> outcomes);
}
