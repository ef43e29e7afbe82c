package dev.trinocrowd.export.delivery;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/// That a batch is about to leave.
///
/// @param key by which the destination tells a repeat of it
/// @param rows how many
public record BatchIntent(BatchId id, String key, int rows, Instant time)
{
    public BatchIntent
    {
        requireNonNull(id, "id is null");
        requireNonNull(key, "key is null");
        requireNonNull(time, "time is null");
    }
}
