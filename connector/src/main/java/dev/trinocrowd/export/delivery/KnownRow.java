package dev.trinocrowd.export.delivery;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// A row of a lane and what became of it.
///
/// @param batch empty for a row that no run has come to
/// @param message what was wrong, if anything
public record KnownRow(OutboxRow row, RowOutcome outcome, Optional<BatchId> batch, Optional<String> message)
{
    public KnownRow
    {
        requireNonNull(row, "row is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(batch, "batch is null");
        requireNonNull(message, "message is null");
    }
}
