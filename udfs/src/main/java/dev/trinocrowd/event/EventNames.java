package dev.trinocrowd.event;

import io.airlift.slice.Slice;
import io.airlift.slice.XxHash64;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfObjectArray;

/// Names and their numbers: one copy of each name, however many events of however many users bear it.
public final class EventNames
{
    public static final int ABSENT = -1;

    private static final int INSTANCE_SIZE = instanceSize(EventNames.class);
    private static final int FIRST_CAPACITY = 8;

    private Slice[] names = {};
    private long[] hashes = {};
    /// Numbers plus one by hash; 0 is a free slot. Never more than half full.
    private int[] slots = new int[2 * FIRST_CAPACITY];
    private int size;
    private long nameBytes;

    public EventNames()
    {}

    private EventNames(EventNames other)
    {
        // Names never change, so both may hold the same ones.
        names = other.names.clone();
        hashes = other.hashes.clone();
        slots = other.slots.clone();
        size = other.size;
        nameBytes = other.nameBytes;
    }

    public EventNames copy()
    {
        return new EventNames(this);
    }

    public int numberOf(Slice name)
    {
        long hash = XxHash64.hash(name);
        int slot = slotOf(name, hash);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == slots.length / 2) {
            grow();
            slot = slotOf(name, hash);
        }
        if (size == names.length) {
            int capacity = Math.max(FIRST_CAPACITY, size + (size >> 1));
            names = Arrays.copyOf(names, capacity);
            hashes = Arrays.copyOf(hashes, capacity);
        }
        Slice copy = name.copy();
        names[size] = copy;
        hashes[size] = hash;
        nameBytes += copy.getRetainedSize();
        size++;
        slots[slot] = size;
        return size - 1;
    }

    /// [#ABSENT] if no event bears the name.
    public int find(Slice name)
    {
        return slots[slotOf(name, XxHash64.hash(name))] - 1;
    }

    public int size()
    {
        return size;
    }

    public Slice name(int number)
    {
        return names[number];
    }

    /// In the order of the names' bytes.
    public int compare(long left, long right)
    {
        return names[(int) left].compareTo(names[(int) right]);
    }

    public long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOfObjectArray(names.length) + sizeOf(hashes) + sizeOf(slots) + nameBytes;
    }

    private int slotOf(Slice name, long hash)
    {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && names[number].equals(name)) {
                return slot;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow()
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
}
