package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.export.delivery.DeliveryId;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// What is being delivered, with all that decides which rows leave and in which batches. A run that did not end leaves it as it is, and the
/// next run goes on with it.
///
/// @param table its name when the round began
/// @param number within the export table, from 1
/// @param startedAt in microseconds
/// @param staged the outbox snapshots, the oldest first; none if the rows are those of a crowd
/// @param source the crowd that is mirrored
/// @param suppressions crowds whose members get nothing
/// @param layers of the state that the rows are compared with, the newest first
/// @param held the version of the set of members that the destination has, if a crowd is mirrored
/// @param caps that its rows keep, if the destination had any when it began
/// @param runs that worked at it, the last of which may still do so
public record Round(
        ExportName table,
        long number,
        long version,
        long startedAt,
        int lanes,
        List<StagedRows> staged,
        Optional<PinnedCrowd> source,
        List<PinnedCrowd> suppressions,
        List<StateLayer> layers,
        Optional<PinnedCrowd> held,
        Optional<RoundCaps> caps,
        List<RunStart> runs)
{
    public Round
    {
        requireNonNull(table, "table is null");
        checkArgument(lanes > 0, "the number of lanes must be positive, found %s", lanes);
        staged = staged == null ? ImmutableList.of() : ImmutableList.copyOf(staged);
        source = source == null ? Optional.empty() : source;
        suppressions = suppressions == null ? ImmutableList.of() : ImmutableList.copyOf(suppressions);
        layers = layers == null ? ImmutableList.of() : ImmutableList.copyOf(layers);
        held = held == null ? Optional.empty() : held;
        caps = caps == null ? Optional.empty() : caps;
        runs = ImmutableList.copyOf(requireNonNull(runs, "runs is null"));
        checkArgument(!runs.isEmpty(), "a round must have a run");
    }

    public RunStart lastRun()
    {
        return runs.getLast();
    }

    Round withRun(RunStart run)
    {
        return new Round(
                table,
                number,
                version,
                startedAt,
                lanes,
                staged,
                source,
                suppressions,
                layers,
                held,
                caps,
                ImmutableList.<RunStart>builder().addAll(runs).add(run).build());
    }

    Round withCaps(Optional<RoundCaps> newCaps)
    {
        return new Round(table, number, version, startedAt, lanes, staged, source, suppressions, layers, held, newCaps, runs);
    }

    public long stagedRows()
    {
        return staged.stream().mapToLong(StagedRows::rows).sum();
    }

    public DeliveryId delivery(UUID table)
    {
        return new DeliveryId(table, staged.isEmpty() ? version : staged.getFirst().version(), staged.isEmpty() ? version : staged.getLast().version());
    }
}
