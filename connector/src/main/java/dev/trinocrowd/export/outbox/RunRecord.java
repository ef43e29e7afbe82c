package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/// How a run ended.
///
/// @param endedAt in microseconds; empty if nobody knows
/// @param stagedRows of the round
/// @param tallies of the round when the run ended; without the rows that were withheld if it did not deliver all
/// @param writer of this attempt to commit
public record RunRecord(
        RunStart start,
        long round,
        int lanes,
        long firstVersion,
        long lastVersion,
        Status status,
        Optional<Long> endedAt,
        long stagedRows,
        List<Tally> tallies,
        Optional<String> message,
        UUID writer)
{
    public enum Status
    {
        /// Nothing of the round is left to be sent.
        DELIVERED,
        /// It ended in order, with rows left.
        STOPPED,
        /// It ended by a failure, with rows left perhaps.
        INTERRUPTED,
    }

    public RunRecord
    {
        requireNonNull(start, "start is null");
        requireNonNull(status, "status is null");
        endedAt = endedAt == null ? Optional.empty() : endedAt;
        tallies = ImmutableList.copyOf(tallies);
        message = message == null ? Optional.empty() : message;
        requireNonNull(writer, "writer is null");
    }
}
