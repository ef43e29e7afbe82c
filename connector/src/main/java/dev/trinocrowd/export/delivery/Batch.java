package dev.trinocrowd.export.delivery;

import com.google.common.collect.ImmutableList;

import java.util.List;

import static java.util.Objects.requireNonNull;

/// Rows that travel together.
///
/// @param key by which the destination tells a repeat
public record Batch(BatchId id, String key, List<OutboxRow> rows)
{
    public Batch
    {
        requireNonNull(id, "id is null");
        requireNonNull(key, "key is null");
        rows = ImmutableList.copyOf(rows);
    }

    @Override
    public String toString()
    {
        return "batch %s of %s rows".formatted(id, rows.size());
    }
}
