package dev.trinocrowd.funnel;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfByteArray;
import static io.airlift.slice.SizeOf.sizeOfObjectArray;
import static java.lang.Math.clamp;
import static java.lang.Math.max;
import static java.util.Objects.requireNonNull;

/// Values of any comparable type and their numbers: one copy of each value, however many events bear it.
final class ValueDictionary
{
    private static final int INSTANCE_SIZE = instanceSize(ValueDictionary.class);
    private static final byte[] EMPTY = {};

    private static final int FIRST_CAPACITY = 16;
    private static final int PAGE_BITS = 10;
    private static final int PAGE_VALUES = 1 << PAGE_BITS;
    private static final int FIRST_CHUNK_BYTES = 1 << 10;
    private static final int LARGEST_CHUNK_BYTES = 1 << 18;

    private final ValueOperators operators;
    private final int fixedBytes;
    private byte[][] pages = {};
    private long pagesBytes;
    /// Of a value of variable width: its chunk in the high half, its place in the chunk in the low one.
    private long[] variablePlaces = {};
    private byte[][] chunks = {};
    private int chunkCount;
    private int usedChunkBytes;
    private long chunksBytes;
    private long[] hashes = {};
    /// Numbers plus one by hash; 0 is a free slot. Never more than half full.
    private int[] slots = new int[2 * FIRST_CAPACITY];
    private int size;

    ValueDictionary(ValueOperators operators)
    {
        this.operators = requireNonNull(operators, "operators is null");
        fixedBytes = operators.fixedBytes();
    }

    private ValueDictionary(ValueDictionary other)
    {
        this(other.operators);
        pages = new byte[other.pages.length][];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = other.pages[i] == null ? null : other.pages[i].clone();
        }
        pagesBytes = other.pagesBytes;
        variablePlaces = other.variablePlaces.clone();
        chunks = new byte[other.chunks.length][];
        for (int i = 0; i < other.chunkCount; i++) {
            chunks[i] = other.chunks[i].clone();
        }
        chunkCount = other.chunkCount;
        usedChunkBytes = other.usedChunkBytes;
        chunksBytes = other.chunksBytes;
        hashes = other.hashes.clone();
        slots = other.slots.clone();
        size = other.size;
    }

    ValueDictionary copy()
    {
        return new ValueDictionary(this);
    }

    /// @param position of a value that is not NULL
    int numberOf(ValueBlock block, int position)
    {
        long hash = spread(operators.hash(block, position));
        int slot = slotOf(block, position, hash);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == slots.length / 2) {
            growSlots();
            slot = slotOf(block, position, hash);
        }
        append(block, position, hash);
        slots[slot] = size;
        return size - 1;
    }

    void write(int number, BlockBuilder out)
    {
        operators.read(page(number), offset(number), chunk(number), chunkOffset(number), out);
    }

    /// In the order of the type.
    int compare(int left, int right)
    {
        return operators.compare(
                page(left),
                offset(left),
                chunk(left),
                chunkOffset(left),
                page(right),
                offset(right),
                chunk(right),
                chunkOffset(right));
    }

    int size()
    {
        return size;
    }

    /// Exact, in constant time.
    long retainedBytes()
    {
        return INSTANCE_SIZE
                + sizeOfObjectArray(pages.length)
                + pagesBytes
                + sizeOf(variablePlaces)
                + sizeOfObjectArray(chunks.length)
                + chunksBytes
                + sizeOf(hashes)
                + sizeOf(slots);
    }

    private void append(ValueBlock block, int position, long hash)
    {
        if (size == hashes.length) {
            int capacity = max(FIRST_CAPACITY, size + (size >> 1));
            hashes = Arrays.copyOf(hashes, capacity);
            if (operators.isVariableWidth()) {
                variablePlaces = Arrays.copyOf(variablePlaces, capacity);
            }
        }
        int page = size >>> PAGE_BITS;
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, max(4, page + (page >> 1)));
        }
        if ((size & (PAGE_VALUES - 1)) == 0) {
            // Many a dictionary stays small: its page grows to the full size.
            pages[page] = new byte[page == 0 ? FIRST_CAPACITY * fixedBytes : PAGE_VALUES * fixedBytes];
            pagesBytes += sizeOf(pages[page]);
        }
        else if (page == 0 && size * fixedBytes == pages[0].length && fixedBytes > 0) {
            pagesBytes -= sizeOf(pages[0]);
            pages[0] = Arrays.copyOf(pages[0], 2 * pages[0].length);
            pagesBytes += sizeOf(pages[0]);
        }
        int variableBytes = operators.variableBytes(block, position);
        if (operators.isVariableWidth()) {
            variablePlaces[size] = reserve(variableBytes);
        }
        hashes[size] = hash;
        size++;
        operators.write(block, position, page(size - 1), offset(size - 1), chunk(size - 1), chunkOffset(size - 1));
    }

    private long reserve(int bytes)
    {
        if (bytes == 0) {
            return -1;
        }
        if (chunkCount == 0 || chunks[chunkCount - 1].length - usedChunkBytes < bytes) {
            if (chunkCount == chunks.length) {
                chunks = Arrays.copyOf(chunks, max(4, chunkCount + (chunkCount >> 1)));
            }
            long doubled = chunkCount == 0 ? FIRST_CHUNK_BYTES : 2L * chunks[chunkCount - 1].length;
            chunks[chunkCount] = new byte[max(bytes, clamp(doubled, FIRST_CHUNK_BYTES, LARGEST_CHUNK_BYTES))];
            chunksBytes += sizeOfByteArray(chunks[chunkCount].length);
            chunkCount++;
            usedChunkBytes = 0;
        }
        long place = (long) (chunkCount - 1) << Integer.SIZE | usedChunkBytes;
        usedChunkBytes += bytes;
        return place;
    }

    private byte[] page(int number)
    {
        return pages[number >>> PAGE_BITS];
    }

    private int offset(int number)
    {
        return (number & (PAGE_VALUES - 1)) * fixedBytes;
    }

    private byte[] chunk(int number)
    {
        return variablePlaces.length == 0 || variablePlaces[number] < 0 ? EMPTY : chunks[(int) (variablePlaces[number] >>> Integer.SIZE)];
    }

    private int chunkOffset(int number)
    {
        return variablePlaces.length == 0 || variablePlaces[number] < 0 ? 0 : (int) variablePlaces[number];
    }

    private int slotOf(ValueBlock block, int position, long hash)
    {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && operators.identical(page(number), offset(number), chunk(number), chunkOffset(number), block, position)) {
                return slot;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void growSlots()
    {
        slots = new int[Math.multiplyExact(slots.length, 2)];
        for (int number = 0; number < size; number++) {
            int slot = (int) hashes[number] & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = number + 1;
        }
    }

    /// Some of Trino's hashes are the value itself, whose low bits may all be equal.
    private static long spread(long hash)
    {
        long mixed = hash * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ mixed >>> Integer.SIZE;
    }
}
