package dev.trinocrowd.export.delivery;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// What a run did on a lane.
///
/// @param released rows that were to be sent, were certainly not taken, and so are pending
/// @param stoppedBecause why the lane ended early, so that rows that it did not come to are pending, too; empty if it came to all
public record LaneSummary(long accepted, long rejected, long unknown, long released, long calls, Optional<String> stoppedBecause)
{
    public LaneSummary
    {
        requireNonNull(stoppedBecause, "stoppedBecause is null");
    }
}
