package dev.trinocrowd.export.outbox;

import io.airlift.slice.Slice;

/// Passes over rows by member.
public interface RowCursor
{
    /// @return false at the end
    boolean advance();

    long member();

    /// Valid until the next row.
    Slice payload();
}
