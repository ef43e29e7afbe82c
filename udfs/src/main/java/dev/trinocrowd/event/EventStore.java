package dev.trinocrowd.event;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfObjectArray;
import static java.lang.Math.clamp;
import static java.lang.Math.max;
import static java.lang.Math.min;

/// Events (a time and a payload) of many groups, appended in any order and read back group by group.
///
/// A group is a chain of chunks in pages that all groups share. Chunks grow with the group, so that a group of two
/// events costs little and one of ten million wastes little. Memory is counted in a unit of one event;
/// every chunk but a group's first gives one unit to the link to the chunk before it.
///
/// A unit is one long as long as all times lie within four years (in microseconds) of the first one and payloads have
/// 16 bits, which most analyses never leave; the first event that does not fit makes all units two longs. Half the memory
/// is half the pages to be zeroed and to miss in caches, which is most of what appending costs.
public final class EventStore
{
    private static final int INSTANCE_SIZE = instanceSize(EventStore.class);
    /// A payload in a narrow unit is rotated by one, so that its sign may be used beside its lowest bits.
    private static final int NARROW_PAYLOAD_BITS = 16;
    private static final long NARROW_PAYLOAD_MASK = (1L << NARROW_PAYLOAD_BITS) - 1;

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
    private static final int PAGE_MASK = LARGEST_PAGE_UNITS - 1;
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
    /// The first time, from which narrow units measure theirs.
    private long base;
    private boolean wide;

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
        base = other.base;
        wide = other.wide;
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
        if (!wide) {
            if (pageCount == 0) {
                base = time;
            }
            if (!fitsNarrow(time - base, payload)) {
                widen();
            }
        }
        long entry = groups[group];
        int count = (int) entry;
        int position = (int) (entry >>> Integer.SIZE);
        int chunkUnits = chunkUnitsAt(count);
        if (chunkUnits != 0) {
            position = addChunk(chunkUnits, count, position);
        }
        write(position, time, payload);
        count++;
        groups[group] = ((long) (position + 1) << Integer.SIZE) | count;
        largestGroup = max(largestGroup, count);
    }

    private void write(int position, long time, long payload)
    {
        long[] page = pages[position >>> PAGE_BITS];
        if (wide) {
            int offset = (position & PAGE_MASK) << 1;
            page[offset] = time;
            page[offset + 1] = payload;
        }
        else {
            page[position & PAGE_MASK] = (time - base) << NARROW_PAYLOAD_BITS | Long.rotateLeft(payload, 1);
        }
    }

    private static boolean fitsNarrow(long sinceBase, long payload)
    {
        return sinceBase << NARROW_PAYLOAD_BITS >> NARROW_PAYLOAD_BITS == sinceBase && (Long.rotateLeft(payload, 1) & ~NARROW_PAYLOAD_MASK) == 0;
    }

    private void widen()
    {
        wide = true;
        pageBytes = 0;
        for (int i = 0; i < pageCount; i++) {
            long[] narrow = pages[i];
            long[] units = new long[2 * narrow.length];
            for (int unit = 0; unit < narrow.length; unit++) {
                units[2 * unit] = narrowTime(narrow[unit]);
                units[2 * unit + 1] = narrowPayload(narrow[unit]);
            }
            pages[i] = units;
            pageBytes += sizeOf(units);
        }
    }

    private long narrowTime(long unit)
    {
        return base + (unit >> NARROW_PAYLOAD_BITS);
    }

    private static long narrowPayload(long unit)
    {
        return Long.rotateRight(unit & NARROW_PAYLOAD_MASK, 1);
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
            int unit = first & PAGE_MASK;
            if (wide) {
                for (int i = chunkStart; i < remaining; i++, unit++) {
                    buffer.set(i, page[2 * unit], page[2 * unit + 1]);
                }
            }
            else {
                for (int i = chunkStart; i < remaining; i++, unit++) {
                    buffer.set(i, narrowTime(page[unit]), narrowPayload(page[unit]));
                }
            }
            if (chunkStart > 0) {
                end = link(first - 1);
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
        // A link is written as the time of an event without a payload, so that it is widened with the events.
        write(start, base + previousEnd, 0);
        return start + 1;
    }

    private int link(int position)
    {
        long[] page = pages[position >>> PAGE_BITS];
        int unit = position & PAGE_MASK;
        return (int) ((wide ? page[2 * unit] : narrowTime(page[unit])) - base);
    }

    private void addPage(int leastUnits)
    {
        if (pageCount == PAGE_LIMIT) {
            throw new IllegalArgumentException("The groups of one task must hold at most %s events".formatted((long) PAGE_LIMIT * LARGEST_PAGE_UNITS));
        }
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, max(4, pages.length * 2));
        }
        pageUnits = max(leastUnits, clamp(pageUnits * 2L, FIRST_PAGE_UNITS, LARGEST_PAGE_UNITS));
        usedPageUnits = 0;
        pages[pageCount] = new long[wide ? 2 * pageUnits : pageUnits];
        pageBytes += sizeOf(pages[pageCount]);
        pageCount++;
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
