package dev.trinocrowd.algebra;

import org.roaringbitmap.Container;

/// A set of ids from 0 to 2^63−1, cut into chunks of 65,536 neighbours, each held by a roaring container.
///
/// What is cheap to know is asked for apart from what is not, so that a set can stay in its file: the cardinality needs no directory, the
/// directory no container, and a container is fetched when something is computed with it. A set is immutable and may be used by several
/// threads at a time.
public interface ChunkedSet
{
    long cardinality();

    int chunkCount();

    /// The upper 48 bits of the ids of a chunk; ascending in `index`.
    long chunkAt(int index);

    /// How many ids a chunk has, at least one.
    int cardinalityAt(int index);

    /// The lower 16 bits of the ids of a chunk; must never be changed.
    Container containerAt(int index);
}
