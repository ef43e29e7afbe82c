package dev.trinocrowd.event;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfLongArray;
import static io.airlift.slice.SizeOf.sizeOfObjectArray;
import static java.lang.Math.clamp;
import static java.lang.Math.max;
import static java.lang.Math.min;

/// Events (a time and a payload) of many groups, appended in any order and read back group by group.
///
/// A group is a chain of chunks in pages that all groups share. Chunks grow with the group, so that a group of two
/// events costs little and one of ten million wastes little. Memory is counted in a unit of one event (16 bytes);
/// every chunk but a group's first gives one unit to the link to the chunk before it.
public final class EventStore
{
    private static final int INSTANCE_SIZE = instanceSize(EventStore.class);
    private static final int UNIT_BYTES = 2 * Long.BYTES;

    private static final int FIRST_CHUNK_UNITS = 4;
    private static final int LARGEST_CHUNK_UNITS = 256;
    private static final int[] GROWING_CHUNK_STARTS = growingChunkStarts();
    /// From this number of events on all chunks are of the largest size.
    private static final int STEADY_COUNT = GROWING_CHUNK_STARTS[GROWING_CHUNK_STARTS.length - 1];
    private static final short[] CHUNK_UNITS_AT = chunkUnitsAt();

    private static final int FIRST_PAGE_UNITS = 64;
    private static final int PAGE_BITS = 14;
    /// Below half of a G1 region of one megabyte, so that pages are not humongous objects even in small heaps.
    private static final int LARGEST_PAGE_UNITS = 1 << PAGE_BITS;
    private static final int PAGE_LIMIT = 1 << (Integer.SIZE - PAGE_BITS);

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /// A group's events in the low half; in the high half the unit after its last event.
    private long[] groups;
    private long[][] pages;
    private int pageCount;
    private int pageUnits;
    private int usedPageUnits;
    private int largestGroup;
    private long pageBytes;

    public EventStore()
    {
        groups = new long[0];
        pages = new long[0][];
    }

    private EventStore(EventStore other)
    {
        groups = other.groups.clone();
        pages = new long[other.pageCount][];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = other.pages[i].clone();
        }
        pageCount = other.pageCount;
        pageUnits = other.pageUnits;
        usedPageUnits = other.usedPageUnits;
        largestGroup = other.largestGroup;
        pageBytes = other.pageBytes;
    }

    public EventStore copy()
    {
        return new EventStore(this);
    }

    /// Groups `0` to `size - 1` may be appended to afterwards.
    public void ensureCapacity(int size)
    {
        if (size > groups.length) {
            groups = Arrays.copyOf(groups, clamp(groups.length + (groups.length >> 1) + 16L, size, LARGEST_ARRAY));
        }
    }

    public void append(int group, long time, long payload)
    {
        long entry = groups[group];
        int count = (int) entry;
        int position = (int) (entry >>> Integer.SIZE);
        int chunkUnits = chunkUnitsAt(count);
        if (chunkUnits != 0) {
            position = addChunk(chunkUnits, count, position);
        }
        long[] page = pages[position >>> PAGE_BITS];
        int offset = offset(position);
        page[offset] = time;
        page[offset + 1] = payload;
        count++;
        groups[group] = ((long) (position + 1) << Integer.SIZE) | count;
        largestGroup = max(largestGroup, count);
    }

    /// The number of groups that may be appended to.
    int capacity()
    {
        return groups.length;
    }

    /// The number of events of a group, which may lie beyond the capacity.
    public int count(int group)
    {
        return group < groups.length ? (int) groups[group] : 0;
    }

    public int largestGroup()
    {
        return largestGroup;
    }

    /// Exact, in constant time.
    public long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(groups) + sizeOfObjectArray(pages.length) + pageBytes;
    }

    /// Copies a group's events in the order in which they were appended.
    public void read(int group, EventBuffer buffer)
    {
        int remaining = count(group);
        buffer.reset(remaining, largestGroup);
        if (remaining == 0) {
            return;
        }
        int end = (int) (groups[group] >>> Integer.SIZE);
        while (remaining > 0) {
            int chunkStart = chunkStart(remaining - 1);
            int first = end - (remaining - chunkStart);
            long[] page = pages[first >>> PAGE_BITS];
            int offset = offset(first);
            for (int i = chunkStart; i < remaining; i++) {
                buffer.set(i, page[offset], page[offset + 1]);
                offset += 2;
            }
            if (chunkStart > 0) {
                end = (int) page[offset(first - 1)];
            }
            remaining = chunkStart;
        }
    }

    private int addChunk(int units, int count, int previousEnd)
    {
        if (count > LARGEST_ARRAY - LARGEST_CHUNK_UNITS) {
            throw new IllegalArgumentException("A group must hold at most %s events".formatted(count));
        }
        if (usedPageUnits + units > pageUnits) {
            addPage(units);
        }
        int start = ((pageCount - 1) << PAGE_BITS) | usedPageUnits;
        usedPageUnits += units;
        if (count == 0) {
            return start;
        }
        pages[pageCount - 1][offset(start)] = previousEnd;
        return start + 1;
    }

    private void addPage(int leastUnits)
    {
        if (pageCount == PAGE_LIMIT) {
            throw new IllegalArgumentException("The groups of one task must hold at most %s bytes of events".formatted((long) PAGE_LIMIT * LARGEST_PAGE_UNITS * UNIT_BYTES));
        }
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, max(4, pages.length * 2));
        }
        pageUnits = max(leastUnits, clamp(pageUnits * 2L, FIRST_PAGE_UNITS, LARGEST_PAGE_UNITS));
        usedPageUnits = 0;
        pages[pageCount] = new long[2 * pageUnits];
        pageCount++;
        pageBytes += sizeOfLongArray(2 * pageUnits);
    }

    private static int offset(int position)
    {
        return (position & (LARGEST_PAGE_UNITS - 1)) << 1;
    }

    /// The size of the chunk that a group of `count` events needs for its next event; 0 if its last chunk has room.
    private static int chunkUnitsAt(int count)
    {
        if (count <= STEADY_COUNT) {
            return CHUNK_UNITS_AT[count];
        }
        return (count - STEADY_COUNT) % (LARGEST_CHUNK_UNITS - 1) == 0 ? LARGEST_CHUNK_UNITS : 0;
    }

    /// The first event of the chunk that holds a group's event number `index`.
    private static int chunkStart(int index)
    {
        if (index >= STEADY_COUNT) {
            return index - (index - STEADY_COUNT) % (LARGEST_CHUNK_UNITS - 1);
        }
        int chunk = 0;
        while (chunk + 1 < GROWING_CHUNK_STARTS.length && GROWING_CHUNK_STARTS[chunk + 1] <= index) {
            chunk++;
        }
        return GROWING_CHUNK_STARTS[chunk];
    }

    private static int[] growingChunkStarts()
    {
        int chunks = 1 + Integer.numberOfTrailingZeros(LARGEST_CHUNK_UNITS / FIRST_CHUNK_UNITS);
        int[] starts = new int[chunks];
        for (int chunk = 1; chunk < chunks; chunk++) {
            int units = FIRST_CHUNK_UNITS << (chunk - 1);
            starts[chunk] = starts[chunk - 1] + (chunk == 1 ? units : units - 1);
        }
        return starts;
    }

    private static short[] chunkUnitsAt()
    {
        short[] units = new short[STEADY_COUNT + 1];
        for (int chunk = 0; chunk < GROWING_CHUNK_STARTS.length; chunk++) {
            units[GROWING_CHUNK_STARTS[chunk]] = (short) min(FIRST_CHUNK_UNITS << chunk, LARGEST_CHUNK_UNITS);
        }
        return units;
    }
}
