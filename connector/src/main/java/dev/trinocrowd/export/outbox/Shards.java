package dev.trinocrowd.export.outbox;

/// Which part of a row file holds a member's rows.
public final class Shards
{
    private Shards()
    {}

    /// @return 0 to `count - 1`
    public static int shard(long member, int count)
    {
        // the finalizer of MurmurHash3
        long hash = member;
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return (int) Long.remainderUnsigned(hash, count);
    }
}
