package dev.trinocrowd.export.delivery;

import java.util.List;

/// The rows of a lane, in an order that is the same in every run: by outbox snapshot, then by member. Used by one thread at a time.
public interface LaneSource
        extends AutoCloseable
{
    /// The next rows.
    ///
    /// @return as many as are wanted; fewer, perhaps none, only at the end
    List<OutboxRow> next(int count);

    /// Passes over rows that need nothing more.
    void skip(long count);

    @Override
    void close();
}
