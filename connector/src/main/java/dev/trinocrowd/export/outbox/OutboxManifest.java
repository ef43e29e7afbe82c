package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/// One version of an outbox, whole.
///
/// @param time microseconds since 1970 in UTC, later than that of the version before
/// @param writer of this attempt to commit
/// @param pending outbox snapshots that are in no round yet, the oldest first
/// @param round what is being delivered, or was when the last run ended
/// @param lastRound the number of the last round, 0 if there was none
/// @param lastRun the number of the last run, 0 if there was none
/// @param layers of the state, the newest first
/// @param held the members that the destination has, if a crowd is mirrored
public record OutboxManifest(
        int format,
        UUID table,
        long version,
        long time,
        UUID writer,
        List<StagedRows> pending,
        Optional<Round> round,
        long lastRound,
        long lastRun,
        List<StateLayer> layers,
        Optional<PinnedCrowd> held)
{
    static final int FORMAT = 1;

    public OutboxManifest
    {
        requireNonNull(table, "table is null");
        requireNonNull(writer, "writer is null");
        pending = pending == null ? ImmutableList.of() : ImmutableList.copyOf(pending);
        round = round == null ? Optional.empty() : round;
        layers = layers == null ? ImmutableList.of() : ImmutableList.copyOf(layers);
        held = held == null ? Optional.empty() : held;
    }

    static OutboxManifest empty(UUID table)
    {
        return new OutboxManifest(FORMAT, table, 0, 0, new UUID(0, 0), ImmutableList.of(), Optional.empty(), 0, 0, ImmutableList.of(), Optional.empty());
    }

    OutboxManifest withPending(List<StagedRows> newPending)
    {
        return new OutboxManifest(format, table, version, time, writer, newPending, round, lastRound, lastRun, layers, held);
    }

    OutboxManifest withRound(Round newRound, List<StagedRows> newPending)
    {
        return new OutboxManifest(format, table, version, time, writer, newPending, Optional.of(newRound), newRound.number(), newRound.lastRun().number(), layers, held);
    }

    OutboxManifest withoutRound(List<StateLayer> newLayers, Optional<PinnedCrowd> newHeld)
    {
        return new OutboxManifest(format, table, version, time, writer, pending, Optional.empty(), lastRound, lastRun, newLayers, newHeld);
    }

    OutboxManifest committed(long newVersion, long newTime)
    {
        return new OutboxManifest(format, table, newVersion, newTime, UUID.randomUUID(), pending, round, lastRound, lastRun, layers, held);
    }

    public long pendingRows()
    {
        return pending.stream().mapToLong(StagedRows::rows).sum();
    }
}
