package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;

import java.util.Arrays;

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
        return fromSortedIds(ids, sortDistinct(ids, count));
    }

    /// Sorts the first `count` ids and moves the distinct ones to the front.
    ///
    /// @return how many are distinct
    static int sortDistinct(long[] ids, int count)
    {
        if (count == 0) {
            return 0;
        }
        Arrays.sort(ids, 0, count);
        int distinct = 1;
        for (int i = 1; i < count; i++) {
            ids[distinct] = ids[i];
            if (ids[i] != ids[distinct - 1]) {
                distinct++;
            }
        }
        return distinct;
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
