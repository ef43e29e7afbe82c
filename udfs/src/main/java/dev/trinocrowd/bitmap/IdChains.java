package dev.trinocrowd.bitmap;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;

/// Ids appended to many groups: each group is a chain of chunks, and all chunks lie in a few shared pages.
///
/// A group of one id takes no chunk. Chunks grow from 4 longs to 1024, so that a group wastes little whether it is small or large;
/// freed chunks are used again. Nothing is allocated for a group alone, and a new instance holds next to nothing, because the engine
/// makes one for every page once it has given up on partial aggregation.
final class IdChains
{
    private static final int INSTANCE_SIZE = instanceSize(IdChains.class);

    private static final int MIN_CHUNK_BITS = 2;
    private static final int MAX_CHUNK_BITS = 10;
    private static final int CHUNK_CLASSES = MAX_CHUNK_BITS - MIN_CHUNK_BITS + 1;
    private static final int PAGE_BITS = 13;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int PAGE_MASK = PAGE_SIZE - 1;
    private static final int FIRST_PAGE_SIZE = 1 << MAX_CHUNK_BITS;

    // A group's tail: 0 if there is no id, 1 if there is one (in singles), else the address of the next free long, shifted, over the
    // chunk's class plus 2. An address right behind a chunk says that it is full.
    private static final int CLASS_BITS = 4;
    private static final int CLASS_MASK = (1 << CLASS_BITS) - 1;
    private static final long EMPTY = 0;
    private static final long SINGLE = 1;
    private static final int FIRST_CLASS_TAG = 2;

    // A chunk's first long: the tail of the chunk before it, over the number of ids up to here.
    private static final int COUNT_BITS = 17;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;
    /// No chain may grow beyond this: its owner empties it before.
    static final int MAX_IDS = 1 << 16;

    private long[] tails;
    private long[] singles;
    private long[][] pages = new long[4][];
    private int pageCount;
    /// The first address never used, and where the page that holds it ends.
    private long unused;
    private long pageEnd;
    private final long[] free = new long[CHUNK_CLASSES];
    private long pagesSize;

    IdChains(int groups)
    {
        tails = new long[groups];
        singles = new long[groups];
        Arrays.fill(free, -1);
    }

    void ensureCapacity(int groups)
    {
        if (groups > tails.length) {
            int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(groups, tails.length + ((long) tails.length >> 1)));
            tails = Arrays.copyOf(tails, capacity);
            singles = Arrays.copyOf(singles, capacity);
        }
    }

    /// Appends an id.
    ///
    /// @return the number of ids of the group if it has just filled a chunk, else 0
    int add(int group, long id)
    {
        long tail = tails[group];
        if (tail == EMPTY) {
            singles[group] = id;
            tails[group] = SINGLE;
            return 0;
        }
        if (tail == SINGLE) {
            long chunk = allocate(0);
            set(chunk, 0);
            set(chunk + 1, singles[group]);
            set(chunk + 2, id);
            tails[group] = tail(chunk + 3, 0);
            return 0;
        }
        long address = tail >>> CLASS_BITS;
        int chunkClass = (int) (tail & CLASS_MASK) - FIRST_CLASS_TAG;
        int chunkMask = (1 << (chunkClass + MIN_CHUNK_BITS)) - 1;
        if ((address & chunkMask) == 0) {
            address = startChunk(tail, address, chunkClass);
            chunkClass = Math.min(chunkClass + 1, CHUNK_CLASSES - 1);
            chunkMask = (1 << (chunkClass + MIN_CHUNK_BITS)) - 1;
        }
        set(address, id);
        address++;
        tails[group] = tail(address, chunkClass);
        if ((address & chunkMask) == 0) {
            long header = get(address - chunkMask - 1);
            return (int) (header & COUNT_MASK) + chunkMask;
        }
        return 0;
    }

    private long startChunk(long previousTail, long previousEnd, int previousClass)
    {
        int previousSize = 1 << (previousClass + MIN_CHUNK_BITS);
        long count = (get(previousEnd - previousSize) & COUNT_MASK) + previousSize - 1;
        long chunk = allocate(Math.min(previousClass + 1, CHUNK_CLASSES - 1));
        set(chunk, previousTail << COUNT_BITS | count);
        return chunk + 1;
    }

    private static long tail(long address, int chunkClass)
    {
        return address << CLASS_BITS | (chunkClass + FIRST_CLASS_TAG);
    }

    int count(int group)
    {
        long tail = tails[group];
        if (tail <= SINGLE) {
            return (int) tail;
        }
        long start = chunkStart(tail);
        return (int) (get(start) & COUNT_MASK) + (int) ((tail >>> CLASS_BITS) - start - 1);
    }

    private static long chunkStart(long tail)
    {
        long last = (tail >>> CLASS_BITS) - 1;
        int bits = (int) (tail & CLASS_MASK) - FIRST_CLASS_TAG + MIN_CHUNK_BITS;
        return last >>> bits << bits;
    }

    /// Copies the group's ids, in no particular order.
    void copy(int group, long[] target, int offset)
    {
        long tail = tails[group];
        if (tail == SINGLE) {
            target[offset] = singles[group];
            return;
        }
        int position = offset;
        while (tail > SINGLE) {
            long start = chunkStart(tail);
            int length = (int) ((tail >>> CLASS_BITS) - start - 1);
            System.arraycopy(pages[(int) (start >>> PAGE_BITS)], (int) (start & PAGE_MASK) + 1, target, position, length);
            position += length;
            tail = get(start) >>> COUNT_BITS;
        }
    }

    void clear(int group)
    {
        long tail = tails[group];
        tails[group] = EMPTY;
        while (tail > SINGLE) {
            long start = chunkStart(tail);
            int chunkClass = (int) (tail & CLASS_MASK) - FIRST_CLASS_TAG;
            tail = get(start) >>> COUNT_BITS;
            release(start, chunkClass);
        }
    }

    private void release(long start, int chunkClass)
    {
        set(start, free[chunkClass]);
        free[chunkClass] = start;
    }

    private long allocate(int chunkClass)
    {
        long chunk = free[chunkClass];
        if (chunk >= 0) {
            free[chunkClass] = get(chunk);
            return chunk;
        }
        int size = 1 << (chunkClass + MIN_CHUNK_BITS);
        alignUnused(size);
        if (unused + size > pageEnd) {
            addPage();
        }
        chunk = unused;
        unused += size;
        return chunk;
    }

    /// Chunks start at multiples of their size. What lies before such a start becomes smaller chunks.
    private void alignUnused(int size)
    {
        while (unused < pageEnd && (unused & (size - 1)) != 0) {
            int gap = Long.numberOfTrailingZeros(unused);
            release(unused, gap - MIN_CHUNK_BITS);
            unused += 1L << gap;
        }
    }

    private void addPage()
    {
        int size = Math.min(PAGE_SIZE, FIRST_PAGE_SIZE << Math.min(pageCount, PAGE_BITS - MAX_CHUNK_BITS));
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, 2 * pages.length);
        }
        pages[pageCount] = new long[size];
        pagesSize += sizeOf(pages[pageCount]);
        unused = (long) pageCount << PAGE_BITS;
        pageEnd = unused + size;
        pageCount++;
    }

    private long get(long address)
    {
        return pages[(int) (address >>> PAGE_BITS)][(int) (address & PAGE_MASK)];
    }

    private void set(long address, long value)
    {
        pages[(int) (address >>> PAGE_BITS)][(int) (address & PAGE_MASK)] = value;
    }

    long retainedSize()
    {
        return INSTANCE_SIZE + sizeOf(tails) + sizeOf(singles) + sizeOf(free) + sizeOf(pages) + pagesSize;
    }
}
