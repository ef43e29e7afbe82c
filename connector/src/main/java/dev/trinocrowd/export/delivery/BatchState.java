package dev.trinocrowd.export.delivery;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// What a journal says of a batch.
///
/// @param intent the first under its key since it was certain that the batch was not taken
/// @param outcome the last after the last intent; empty if there is none, since a run ended before it was known
public record BatchState(BatchIntent intent, Optional<BatchOutcome> outcome)
{
    public BatchState
    {
        requireNonNull(intent, "intent is null");
        requireNonNull(outcome, "outcome is null");
    }

    /// @return the status; [BatchStatus#UNKNOWN] where a run ended before it was known
    public BatchStatus status()
    {
        return outcome.map(BatchOutcome::status).orElse(BatchStatus.UNKNOWN);
    }
}
