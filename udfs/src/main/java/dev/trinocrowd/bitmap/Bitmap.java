package dev.trinocrowd.bitmap;

import com.google.common.collect.PeekingIterator;
import io.airlift.slice.Slice;

import java.util.PrimitiveIterator;

/// A set of ids from 0 to 2^63−1, read straight from its bytes.
///
/// The bytes are a pure function of the set (see [BitmapFormat]), so that equal sets are equal bytes.
public sealed interface Bitmap
        permits RoaringIds, SortedIds
{
    /// Reads bytes that this package wrote. What comes from elsewhere goes through [PortableFormat#parse].
    static Bitmap of(Slice slice)
    {
        return switch (BitmapFormat.form(slice)) {
            case SORTED -> new SortedIds(slice);
            case ROARING -> new RoaringIds(slice);
        };
    }

    static Bitmap empty()
    {
        return SortedIds.EMPTY;
    }

    /// @param ids ascending, without repeats, none of them negative
    static Bitmap ofSorted(long[] ids, int count)
    {
        return BitmapBuilder.fromSortedIds(ids, count);
    }

    Slice slice();

    long cardinality();

    boolean contains(long id);

    /// The smallest id. Not to be asked of the empty set.
    long first();

    /// The largest id. Not to be asked of the empty set.
    long last();

    /// How many ids are smaller than `id`.
    long rank(long id);

    /// The id with `position` smaller ones before it; `position` is less than the cardinality.
    long select(long position);

    /// The ids in ascending order.
    PrimitiveIterator.OfLong iterator();

    /// The ids in ascending order, in groups that share their upper 32 bits.
    PeekingIterator<Bucket> buckets();

    default boolean isEmpty()
    {
        return slice().length() == BitmapFormat.HEADER_SIZE;
    }

    /// All ids in an array that the caller may change.
    default long[] toArray()
    {
        long[] ids = new long[BitmapLimits.checkElements(cardinality())];
        PrimitiveIterator.OfLong iterator = iterator();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = iterator.nextLong();
        }
        return ids;
    }
}
