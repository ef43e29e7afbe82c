package dev.trinocrowd.export.delivery;

import com.google.common.collect.ImmutableMap;

import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// What earlier runs have left in the journal of a lane.
///
/// @param plan empty if there was no run
public record Replay(Optional<LanePlan> plan, Map<BatchId, BatchState> batches)
{
    public static final Replay EMPTY = new Replay(Optional.empty(), Map.of());

    public Replay
    {
        requireNonNull(plan, "plan is null");
        batches = ImmutableMap.copyOf(batches);
    }
}
