package dev.trinocrowd.export.delivery;

import com.google.common.collect.ImmutableList;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// What is known of a batch after its last attempt.
///
/// @param rows of the batch
/// @param rejected those that were not taken, of a settled batch
/// @param attempts calls that this run made for it
/// @param message what was wrong, if anything
/// @param receipt how the destination names what it took: an id, or a file
public record BatchOutcome(
        BatchId id,
        BatchStatus status,
        int rows,
        List<RowRejection> rejected,
        int attempts,
        Optional<String> message,
        Optional<String> receipt,
        Instant time)
{
    public BatchOutcome
    {
        requireNonNull(id, "id is null");
        requireNonNull(status, "status is null");
        rejected = ImmutableList.copyOf(rejected);
        requireNonNull(message, "message is null");
        requireNonNull(receipt, "receipt is null");
        requireNonNull(time, "time is null");
    }

    public int accepted()
    {
        return status == BatchStatus.SETTLED ? rows - rejected.size() : 0;
    }

    public int unknown()
    {
        return status == BatchStatus.UNKNOWN ? rows : 0;
    }
}
