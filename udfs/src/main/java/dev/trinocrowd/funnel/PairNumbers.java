package dev.trinocrowd.funnel;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static java.lang.Math.max;

/// Pairs of numbers and the number of each pair.
final class PairNumbers
{
    private static final int INSTANCE_SIZE = instanceSize(PairNumbers.class);
    private static final int FIRST_CAPACITY = 16;

    private long[] firsts = {};
    private int[] seconds = {};
    /// Numbers plus one by hash; 0 is a free slot. Never more than half full.
    private int[] slots = new int[2 * FIRST_CAPACITY];
    private int size;

    PairNumbers()
    {}

    private PairNumbers(PairNumbers other)
    {
        firsts = other.firsts.clone();
        seconds = other.seconds.clone();
        slots = other.slots.clone();
        size = other.size;
    }

    PairNumbers copy()
    {
        return new PairNumbers(this);
    }

    int size()
    {
        return size;
    }

    /// A new pair gets the number [#size].
    int numberOf(long first, int second)
    {
        int slot = slotOf(first, second);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == slots.length / 2) {
            grow();
            slot = slotOf(first, second);
        }
        if (size == firsts.length) {
            int capacity = max(FIRST_CAPACITY, size + (size >> 1));
            firsts = Arrays.copyOf(firsts, capacity);
            seconds = Arrays.copyOf(seconds, capacity);
        }
        firsts[size] = first;
        seconds[size] = second;
        size++;
        slots[slot] = size;
        return size - 1;
    }

    long first(int number)
    {
        return firsts[number];
    }

    int second(int number)
    {
        return seconds[number];
    }

    /// Exact, in constant time.
    long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(firsts) + sizeOf(seconds) + sizeOf(slots);
    }

    private int slotOf(long first, int second)
    {
        int slot = hash(first, second) & (slots.length - 1);
        while (slots[slot] != 0 && (firsts[slots[slot] - 1] != first || seconds[slots[slot] - 1] != second)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow()
    {
        slots = new int[Math.multiplyExact(slots.length, 2)];
        for (int number = 0; number < size; number++) {
            slots[slotOf(firsts[number], seconds[number])] = number + 1;
        }
    }

    private static int hash(long first, int second)
    {
        long mixed = (first * 0x9E37_79B9_7F4A_7C15L + second) * 0xC2B2_AE3D_27D4_EB4FL;
        return (int) (mixed ^ mixed >>> Integer.SIZE);
    }
}
