package dev.trinocrowd.algebra;

/// Which bucket of a table holds an id.
///
/// The hash is taken of the chunk, not of the id, so that roaring containers stay whole.
public final class Buckets
{
    private Buckets()
    {}

    /// @return 0 to `count - 1`
    public static int bucket(long id, int count)
    {
        return bucketOfChunk(IdSet.chunk(id), count);
    }

    public static int bucketOfChunk(long chunk, int count)
    {
        // the finalizer of MurmurHash3: neighbouring chunks must not share a bucket
        long hash = chunk;
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        // a division takes longer than all of the rest
        return Integer.bitCount(count) == 1 ? (int) hash & (count - 1) : (int) Long.remainderUnsigned(hash, count);
    }
}
