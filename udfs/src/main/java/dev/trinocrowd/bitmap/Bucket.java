package dev.trinocrowd.bitmap;

import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

import static java.util.Objects.requireNonNull;

/// The ids of a bitmap that share their upper 32 bits.
///
/// @param high the upper 32 bits
/// @param ids the lower 32 bits, unsigned
record Bucket(int high, ImmutableRoaringBitmap ids)
{
    Bucket
    {
        requireNonNull(ids, "ids is null");
    }

    long id(int low)
    {
        return ((long) high << 32) | Integer.toUnsignedLong(low);
    }
}
