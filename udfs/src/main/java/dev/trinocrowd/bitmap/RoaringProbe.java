package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;

import static dev.trinocrowd.bitmap.BitmapFormat.HEADER_SIZE;
import static dev.trinocrowd.bitmap.RoaringLayout.MAX_ARRAY_CARDINALITY;

/// Looks for one id in a roaring bitmap's bytes without opening them as a bitmap: this runs once for every row of a filter.
final class RoaringProbe
{
    private RoaringProbe()
    {}

    static boolean contains(Slice slice, long id)
    {
        int high = (int) (id >>> 32);
        long count = slice.getLong(HEADER_SIZE);
        int position = HEADER_SIZE + Long.BYTES;
        for (long i = 0; i < count; i++) {
            int found = slice.getInt(position);
            if (found > high) {
                return false;
            }
            RoaringLayout layout = RoaringLayout.read(slice, position + Integer.BYTES);
            if (found == high) {
                int container = layout.find(slice, (int) (id >>> 16) & 0xFFFF);
                return container >= 0 && contains(slice, layout, container, (int) id & 0xFFFF);
            }
            position = layout.end(slice);
        }
        return false;
    }

    private static boolean contains(Slice slice, RoaringLayout layout, int container, int low)
    {
        int position = layout.containerPosition(slice, container);
        if (layout.isRun(slice, container)) {
            return inRuns(slice, position + Short.BYTES, slice.getUnsignedShort(position), low);
        }
        int cardinality = layout.cardinality(slice, container);
        if (cardinality > MAX_ARRAY_CARDINALITY) {
            return (slice.getByte(position + low / 8) & (1 << (low % 8))) != 0;
        }
        return inArray(slice, position, cardinality, low);
    }

    private static boolean inArray(Slice slice, int position, int cardinality, int low)
    {
        int from = 0;
        int to = cardinality - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int found = slice.getUnsignedShort(position + Short.BYTES * middle);
            if (found < low) {
                from = middle + 1;
            }
            else if (found > low) {
                to = middle - 1;
            }
            else {
                return true;
            }
        }
        return false;
    }

    private static boolean inRuns(Slice slice, int position, int runs, int low)
    {
        int from = 0;
        int to = runs - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int start = slice.getUnsignedShort(position + 2 * Short.BYTES * middle);
            if (start > low) {
                to = middle - 1;
            }
            else if (low - start <= slice.getUnsignedShort(position + 2 * Short.BYTES * middle + Short.BYTES)) {
                return true;
            }
            else {
                from = middle + 1;
            }
        }
        return false;
    }
}
