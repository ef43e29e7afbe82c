package dev.trinocrowd.storage;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;

/// Ids appended to many groups: each group is a chain of blocks, and all blocks lie in shared pages, so that nothing is allocated for a
/// group alone.
///
/// Blocks grow from 4 longs to 1024; the first long of a block leads to the block before it. Freed blocks are used again.
final class IdPool
{
    private static final int INSTANCE_SIZE = instanceSize(IdPool.class);

    private static final int MIN_BLOCK_BITS = 2;
    private static final int MAX_BLOCK_BITS = 10;
    private static final int BLOCK_CLASSES = MAX_BLOCK_BITS - MIN_BLOCK_BITS + 1;
    private static final int PAGE_BITS = 13;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int CLASS_BITS = 4;
    private static final int CLASS_MASK = (1 << CLASS_BITS) - 1;
    private static final long NONE = -1;

    private long[][] pages = new long[4][];
    private int pageCount;
    private long unused;
    private long pageEnd;
    private long retainedBytes;
    private final long[] free = new long[BLOCK_CLASSES];

    /// The start of a group's last block, over its class.
    private long[] blocks = new long[16];
    private int[] used = new int[16];
    private int[] counts = new int[16];
    private int groups;

    IdPool()
    {
        Arrays.fill(free, NONE);
        retainedBytes = INSTANCE_SIZE + sizeOf(free) + sizeOf(pages) + groupsBytes();
    }

    private long groupsBytes()
    {
        return sizeOf(blocks) + sizeOf(used) + sizeOf(counts);
    }

    int addGroup()
    {
        if (groups == counts.length) {
            int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, groups + ((long) groups >> 1));
            retainedBytes -= groupsBytes();
            blocks = Arrays.copyOf(blocks, capacity);
            used = Arrays.copyOf(used, capacity);
            counts = Arrays.copyOf(counts, capacity);
            retainedBytes += groupsBytes();
        }
        blocks[groups] = NONE;
        return groups++;
    }

    int groups()
    {
        return groups;
    }

    int count(int group)
    {
        return counts[group];
    }

    void add(int group, long id)
    {
        long block = blocks[group];
        if (block == NONE || used[group] == size(block)) {
            int blockClass = block == NONE ? 0 : Math.min(blockClass(block) + 1, BLOCK_CLASSES - 1);
            long start = allocate(blockClass);
            set(start, block);
            block = start << CLASS_BITS | blockClass;
            blocks[group] = block;
            used[group] = 1;
        }
        set((block >>> CLASS_BITS) + used[group], id);
        used[group]++;
        counts[group]++;
    }

    /// Copies a group's ids in no particular order.
    void copy(int group, long[] target)
    {
        int position = 0;
        int length = used[group] - 1;
        long next;
        for (long block = blocks[group]; block != NONE; block = next) {
            long start = block >>> CLASS_BITS;
            System.arraycopy(pages[(int) (start >>> PAGE_BITS)], (int) (start & (PAGE_SIZE - 1)) + 1, target, position, length);
            position += length;
            next = get(start);
            if (next != NONE) {
                length = size(next) - 1;
            }
        }
    }

    void clear(int group)
    {
        long next;
        for (long block = blocks[group]; block != NONE; block = next) {
            long start = block >>> CLASS_BITS;
            next = get(start);
            release(start, blockClass(block));
        }
        blocks[group] = NONE;
        used[group] = 0;
        counts[group] = 0;
    }

    private static int blockClass(long block)
    {
        return (int) block & CLASS_MASK;
    }

    private static int size(long block)
    {
        return 1 << (MIN_BLOCK_BITS + blockClass(block));
    }

    private void release(long start, int blockClass)
    {
        set(start, free[blockClass]);
        free[blockClass] = start;
    }

    private long allocate(int blockClass)
    {
        long start = free[blockClass];
        if (start != NONE) {
            free[blockClass] = get(start);
            return start;
        }
        int size = 1 << (MIN_BLOCK_BITS + blockClass);
        if (unused + size > pageEnd) {
            giveAwayRest();
            addPage();
        }
        start = unused;
        unused += size;
        return start;
    }

    /// What is left of a page becomes smaller blocks.
    private void giveAwayRest()
    {
        for (int blockClass = BLOCK_CLASSES - 1; blockClass >= 0; blockClass--) {
            int size = 1 << (MIN_BLOCK_BITS + blockClass);
            while (unused + size <= pageEnd) {
                release(unused, blockClass);
                unused += size;
            }
        }
    }

    private void addPage()
    {
        int size = Math.min(PAGE_SIZE, (1 << MAX_BLOCK_BITS) << Math.min(pageCount, PAGE_BITS - MAX_BLOCK_BITS));
        if (pageCount == pages.length) {
            retainedBytes -= sizeOf(pages);
            pages = Arrays.copyOf(pages, 2 * pages.length);
            retainedBytes += sizeOf(pages);
        }
        pages[pageCount] = new long[size];
        unused = (long) pageCount << PAGE_BITS;
        pageEnd = unused + size;
        retainedBytes += sizeOf(pages[pageCount]);
        pageCount++;
    }

    private long get(long address)
    {
        return pages[(int) (address >>> PAGE_BITS)][(int) (address & (PAGE_SIZE - 1))];
    }

    private void set(long address, long value)
    {
        pages[(int) (address >>> PAGE_BITS)][(int) (address & (PAGE_SIZE - 1))] = value;
    }

    /// The bytes of blocks that hold nothing now are counted, since they are kept.
    long retainedBytes()
    {
        return retainedBytes;
    }
}
