package dev.trinocrowd.export.outbox;

import io.airlift.slice.Slice;

import java.util.Optional;

/// Knows what payloads mean. For any thread.
public interface PayloadReader
{
    /// @return the values in the Java types of the columns' kinds
    Object[] values(Slice payload);

    /// @return the campaign's arm, if there is a column of it
    Optional<Long> arm(Slice payload);
}
