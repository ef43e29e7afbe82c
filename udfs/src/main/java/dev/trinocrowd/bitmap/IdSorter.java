package dev.trinocrowd.bitmap;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;

/// Sorts ids and removes their repeats.
///
/// Ids of users mostly lie close together, so that a radix sort has few digits to look at: two passes for a million users where a
/// comparison sort makes sixteen. Its room is kept for the next time.
final class IdSorter
{
    private static final int INSTANCE_SIZE = instanceSize(IdSorter.class);
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;
    private static final int DIGIT_MASK = DIGITS - 1;
    /// Up to this many ids, counting digits costs more than comparing ids.
    private static final int MAX_COMPARED = 512;
    /// More ids are no longer sorted in one go with a second copy of them all.
    private static final int MAX_COUNTED = 1 << 20;

    private long[] spare = new long[0];
    private int[] positions = new int[0];

    /// Sorts the first `count` ids and moves the distinct ones to the front.
    ///
    /// @return how many are distinct
    int sortDistinct(long[] ids, int count)
    {
        if (count <= MAX_COMPARED || count > MAX_COUNTED) {
            Arrays.sort(ids, 0, count);
        }
        else {
            sortByDigits(ids, count);
        }
        return removeRepeats(ids, count);
    }

    private void sortByDigits(long[] ids, int count)
    {
        long all = -1;
        long any = 0;
        for (int i = 0; i < count; i++) {
            all &= ids[i];
            any |= ids[i];
        }
        long differing = all ^ any;
        if (spare.length < count) {
            spare = new long[Math.min(MAX_COUNTED, Math.max(count, 2 * spare.length))];
        }
        if (positions.length == 0) {
            positions = new int[DIGITS];
        }
        long[] from = ids;
        long[] to = spare;
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            if ((differing >>> shift & DIGIT_MASK) == 0) {
                continue;
            }
            distribute(from, to, count, shift);
            long[] swapped = from;
            from = to;
            to = swapped;
        }
        if (from != ids) {
            System.arraycopy(from, 0, ids, 0, count);
        }
    }

    private void distribute(long[] from, long[] to, int count, int shift)
    {
        Arrays.fill(positions, 0);
        for (int i = 0; i < count; i++) {
            positions[(int) (from[i] >>> shift) & DIGIT_MASK]++;
        }
        int position = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int next = position + positions[digit];
            positions[digit] = position;
            position = next;
        }
        for (int i = 0; i < count; i++) {
            int digit = (int) (from[i] >>> shift) & DIGIT_MASK;
            to[positions[digit]++] = from[i];
        }
    }

    private static int removeRepeats(long[] ids, int count)
    {
        if (count == 0) {
            return 0;
        }
        int distinct = 1;
        for (int i = 1; i < count; i++) {
            ids[distinct] = ids[i];
            if (ids[i] != ids[distinct - 1]) {
                distinct++;
            }
        }
        return distinct;
    }

    long retainedSize()
    {
        return INSTANCE_SIZE + sizeOf(spare) + sizeOf(positions);
    }
}
