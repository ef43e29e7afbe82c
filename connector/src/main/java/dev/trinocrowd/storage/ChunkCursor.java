package dev.trinocrowd.storage;

import org.roaringbitmap.Container;

/// Passes over the chunks of a set in ascending order.
interface ChunkCursor
{
    /// Moves to the next chunk; before the first at the start.
    ///
    /// @return whether there is one
    boolean advance();

    long chunk();

    /// May be empty.
    Container container();
}
