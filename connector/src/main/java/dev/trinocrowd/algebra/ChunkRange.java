package dev.trinocrowd.algebra;

import static com.google.common.base.Preconditions.checkArgument;

/// The chunks that an evaluation is about, so that several can share the work: what they find adds up.
///
/// @param from inclusive
/// @param to exclusive
public record ChunkRange(long from, long to)
{
    public static final ChunkRange ALL = new ChunkRange(0, 1L << (Long.SIZE - 1 - IdSet.CHUNK_BITS));

    public ChunkRange
    {
        checkArgument(0 <= from && from <= to, "a range of chunks must ascend from 0 or more, found %s to %s", from, to);
    }
}
