package dev.trinocrowd.storage;

import io.airlift.slice.Slices;
import io.airlift.slice.XxHash64;

/// xxHash64 with the seed 0.
public final class Checksums
{
    private Checksums()
    {}

    public static long checksum(byte[] bytes, int offset, int length)
    {
        return XxHash64.hash(Slices.wrappedBuffer(bytes, offset, length));
    }
}
