package dev.trinocrowd.export.outbox;

import io.airlift.slice.Slice;

import java.util.Optional;

/// Decides who must not get a row. Always the same for the same round and lane, if asked in the order of the lane.
public interface RowFilter
{
    /// @return why not, if so
    Optional<String> withhold(long member, Slice payload);
}
