package dev.trinocrowd.storage;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;

/// Sorts ids and removes their repeats. Its room is kept for the next time.
///
/// Ids go to their chunks by the digits of the chunks, of which few differ where ids lie close together, and are put in order within a chunk
/// by marking them in a bitmap. Ids that ascend already, as those of a table that was filled in their order, are only looked at.
final class IdSorter
{
    private static final int INSTANCE_SIZE = instanceSize(IdSorter.class);
    private static final int CHUNK_BITS = 16;
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;
    private static final int DIGIT_MASK = DIGITS - 1;
    /// With more, ids are so far apart that comparing them is as fast.
    private static final int MAX_PASSES = 2;
    /// Up to this many ids, counting digits costs more than comparing ids.
    private static final int MAX_COMPARED = 512;
    /// Up to this many ids of a chunk, comparing them costs less than to go through a bitmap.
    private static final int MAX_COMPARED_OF_CHUNK = 64;

    private long[] spare = new long[0];
    private int[] positions = new int[0];
    private long[] marks = new long[0];

    /// Sorts the first `count` ids, none negative, and moves the distinct ones to the front.
    ///
    /// @return how many are distinct
    int sortDistinct(long[] ids, int count)
    {
        int ascending = ascending(ids, count);
        if (ascending == count) {
            return count;
        }
        if (count <= MAX_COMPARED || !distribute(ids, count)) {
            Arrays.sort(ids, 0, count);
            return removeRepeats(ids, 0, count, 0);
        }
        return sortChunks(ids, count);
    }

    /// How many ids from the first on ascend.
    private static int ascending(long[] ids, int count)
    {
        int ascending = Math.min(count, 1);
        while (ascending < count && ids[ascending - 1] < ids[ascending]) {
            ascending++;
        }
        return ascending;
    }

    /// Puts ids in the order of their chunks, unless these differ in too many digits.
    private boolean distribute(long[] ids, int count)
    {
        long all = -1;
        long any = 0;
        for (int i = 0; i < count; i++) {
            all &= ids[i];
            any |= ids[i];
        }
        long differing = (all ^ any) >>> CHUNK_BITS;
        int passes = 0;
        for (long rest = differing; rest != 0; rest >>>= DIGIT_BITS) {
            passes += (rest & DIGIT_MASK) == 0 ? 0 : 1;
        }
        if (passes > MAX_PASSES) {
            return false;
        }
        if (spare.length < count) {
            spare = new long[Math.max(count, 2 * spare.length)];
        }
        if (positions.length == 0) {
            positions = new int[DIGITS];
        }
        long[] from = ids;
        long[] to = spare;
        for (int shift = CHUNK_BITS; shift < Long.SIZE && differing != 0; shift += DIGIT_BITS) {
            if ((differing & DIGIT_MASK) != 0) {
                distribute(from, to, count, shift);
                long[] swapped = from;
                from = to;
                to = swapped;
            }
            differing >>>= DIGIT_BITS;
        }
        if (from != ids) {
            System.arraycopy(from, 0, ids, 0, count);
        }
        return true;
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

    private int sortChunks(long[] ids, int count)
    {
        int distinct = 0;
        int start = 0;
        while (start < count) {
            long chunk = ids[start] >>> CHUNK_BITS;
            int end = start + 1;
            while (end < count && ids[end] >>> CHUNK_BITS == chunk) {
                end++;
            }
            if (end - start <= MAX_COMPARED_OF_CHUNK) {
                Arrays.sort(ids, start, end);
                distinct = removeRepeats(ids, start, end, distinct);
            }
            else {
                distinct = sortByMarks(ids, start, end, distinct);
            }
            start = end;
        }
        return distinct;
    }

    private int sortByMarks(long[] ids, int start, int end, int target)
    {
        if (marks.length == 0) {
            marks = new long[1 << (CHUNK_BITS - 6)];
        }
        long base = ids[start] >>> CHUNK_BITS << CHUNK_BITS;
        for (int i = start; i < end; i++) {
            marks[(char) ids[i] >>> 6] |= 1L << ids[i];
        }
        int position = target;
        for (int word = 0; word < marks.length; word++) {
            for (long rest = marks[word]; rest != 0; rest &= rest - 1) {
                ids[position++] = base | word << 6 | Long.numberOfTrailingZeros(rest);
            }
            marks[word] = 0;
        }
        return position;
    }

    private static int removeRepeats(long[] ids, int start, int end, int target)
    {
        int position = target;
        for (int i = start; i < end; i++) {
            if (i == start || ids[i] != ids[i - 1]) {
                ids[position++] = ids[i];
            }
        }
        return position;
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(spare) + sizeOf(positions) + sizeOf(marks);
    }
}
