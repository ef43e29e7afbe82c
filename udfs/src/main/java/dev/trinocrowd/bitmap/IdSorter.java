package dev.trinocrowd.bitmap;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;

/// Sorts ids and removes their repeats. Its room is kept for the next time.
///
/// Ids of users mostly lie close together, so that few of their digits differ: two for a million users, where a comparison sort makes sixteen
/// passes. Ids that fill their chunks are only brought there by their digits, and put in order by marking them in a bitmap. Ids that ascend
/// already, as those of a table that was filled in their order, are only looked at.
public final class IdSorter
{
    private static final int INSTANCE_SIZE = instanceSize(IdSorter.class);
    private static final int CHUNK_BITS = 16;
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;
    private static final int DIGIT_MASK = DIGITS - 1;
    /// Up to this many ids, counting digits costs more than comparing ids.
    private static final int MAX_COMPARED = 512;
    /// More ids are no longer sorted in one go with a second copy of them all.
    private static final int MAX_COUNTED = 1 << 21;
    /// Fewer ids stay in the processor's cache, where further digits cost as little as marks.
    private static final int MIN_MARKED = 1 << 17;
    /// With fewer ids a chunk, to go through its marks costs more than further digits.
    private static final int MIN_MARKED_OF_CHUNK = 512;

    private long[] spare = new long[0];
    private int[] positions = new int[0];
    private long[] marks = new long[0];

    /// Sorts the first `count` ids, none negative, and moves the distinct ones to the front.
    ///
    /// @return how many are distinct
    public int sortDistinct(long[] ids, int count)
    {
        if (ascending(ids, count) == count) {
            return count;
        }
        if (count <= MAX_COMPARED || count > MAX_COUNTED) {
            Arrays.sort(ids, 0, count);
            return removeRepeats(ids, 0, count, 0);
        }
        long differing = differing(ids, count);
        if (count >= MIN_MARKED && atLeastOfChunk(count, differing) >= MIN_MARKED_OF_CHUNK) {
            sortByDigits(ids, count, differing, CHUNK_BITS);
            return sortChunks(ids, count);
        }
        sortByDigits(ids, count, differing, 0);
        return removeRepeats(ids, 0, count, 0);
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

    /// The bits that are not the same in all ids.
    private static long differing(long[] ids, int count)
    {
        long all = -1;
        long any = 0;
        for (int i = 0; i < count; i++) {
            all &= ids[i];
            any |= ids[i];
        }
        return all ^ any;
    }

    /// How many ids there are a chunk, were they of as many chunks as they can be.
    private static int atLeastOfChunk(int count, long differing)
    {
        int bitsOfChunks = Long.SIZE - Long.numberOfLeadingZeros(differing >>> CHUNK_BITS);
        return count >>> Math.min(bitsOfChunks, Integer.SIZE - 1);
    }

    /// @param lowBits how many bits do not count
    private void sortByDigits(long[] ids, int count, long differing, int lowBits)
    {
        if (spare.length < count) {
            spare = new long[Math.max(count, Math.min(MAX_COUNTED, 2 * spare.length))];
        }
        if (positions.length == 0) {
            positions = new int[DIGITS];
        }
        long[] from = ids;
        long[] to = spare;
        for (int shift = lowBits; shift < Long.SIZE; shift += DIGIT_BITS) {
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

    /// Sorts ids that are in the order of their chunks.
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
            if (end - start <= MAX_COMPARED) {
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

    /// Moves the distinct ones of sorted ids to a place that is not behind them.
    ///
    /// @return where the distinct ones end
    private static int removeRepeats(long[] ids, int start, int end, int target)
    {
        if (start == end) {
            return target;
        }
        long previous = ids[start];
        ids[target] = previous;
        int position = target + 1;
        for (int i = start + 1; i < end; i++) {
            // Written in any case, and kept or not: there is no branch to guess.
            long id = ids[i];
            ids[position] = id;
            if (id != previous) {
                position++;
            }
            previous = id;
        }
        return position;
    }

    public long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(spare) + sizeOf(positions) + sizeOf(marks);
    }
}
