package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;

import static dev.trinocrowd.bitmap.BitmapFormat.HEADER_SIZE;
import static dev.trinocrowd.bitmap.BitmapFormat.isSortedShorter;
import static dev.trinocrowd.bitmap.BitmapFormat.Form.ROARING;

/// Builds bitmaps from ids in bulk.
final class BitmapBuilder
{
    private BitmapBuilder()
    {}

    /// @param ids in any order, with repeats; sorted in place
    static Bitmap fromIds(long[] ids, int count)
    {
        return fromSortedIds(ids, new IdSorter().sortDistinct(ids, count));
    }

    /// @param ids ascending, without repeats
    static Bitmap fromSortedIds(long[] ids, int count)
    {
        BucketEncoder encoder = new BucketEncoder();
        long size = Long.BYTES;
        int buckets = 0;
        for (int index = 0; index < count; buckets++) {
            index = encoder.plan(ids, index, count);
            size += encoder.size();
            if (isSortedShorter(count, size)) {
                break;
            }
        }
        if (isSortedShorter(count, size)) {
            return SortedIds.of(ids, count);
        }
        byte[] bytes = new byte[Math.toIntExact(HEADER_SIZE + size)];
        Slice slice = Slices.wrappedBuffer(bytes);
        slice.setInt(0, ROARING.header());
        slice.setLong(HEADER_SIZE, buckets);
        int position = HEADER_SIZE + Long.BYTES;
        if (buckets == 1) {
            // The plan is still there.
            encoder.write(ids, bytes, position);
        }
        else {
            for (int index = 0; index < count;) {
                index = encoder.plan(ids, index, count);
                position = encoder.write(ids, bytes, position);
            }
        }
        return new RoaringIds(slice);
    }
}
