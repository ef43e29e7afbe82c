package dev.trinocrowd.export.outbox;

import io.airlift.slice.Slice;

import static java.util.Objects.requireNonNull;

/// A staged row that has no outcome.
public record PendingRow(long member, Slice payload)
{
    public PendingRow
    {
        requireNonNull(payload, "payload is null");
    }
}
