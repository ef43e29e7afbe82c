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
        return numberOf(name, 0, name.length());
    }

    /// The number of the name that is `length` bytes of `bytes` from `offset` on.
    public int numberOf(Slice bytes, int offset, int length)
    {
        long hash = hash(bytes, offset, length);
        int slot = slotOf(bytes, offset, length, hash);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == slots.length / 2) {
            grow();
            slot = slotOf(bytes, offset, length, hash);
        }
        if (size == names.length) {
            int capacity = Math.max(FIRST_CAPACITY, size + (size >> 1));
            names = Arrays.copyOf(names, capacity);
            hashes = Arrays.copyOf(hashes, capacity);
        }
        Slice copy = bytes.copy(offset, length);
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
        return slots[slotOf(name, 0, name.length(), hash(name, 0, name.length()))] - 1;
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

    private int slotOf(Slice bytes, int offset, int length, long hash)
    {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            // Short names of one length have one hash only if they are the same.
            if (hashes[number] == hash && names[number].length() == length && (length <= Long.BYTES || names[number].equals(0, length, bytes, offset, length))) {
                return slot;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    /// Most names of events are short: then all their bytes fit one number, which is mixed without loss.
    private static long hash(Slice bytes, int offset, int length)
    {
        if (length > Long.BYTES) {
            return XxHash64.hash(bytes, offset, length);
        }
        long hash = (head(bytes, offset, length) + length) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    /// Up to eight bytes as a number, which differs for any two names of the same length.
    private static long head(Slice bytes, int offset, int length)
    {
        if (length == Long.BYTES) {
            return bytes.getLong(offset);
        }
        if (length >= Integer.BYTES) {
            return Integer.toUnsignedLong(bytes.getInt(offset)) | (long) bytes.getInt(offset + length - Integer.BYTES) << Integer.SIZE;
        }
        if (length >= Short.BYTES) {
            return bytes.getUnsignedShort(offset) | (long) bytes.getUnsignedShort(offset + length - Short.BYTES) << Short.SIZE;
        }
        return length == 0 ? 0 : bytes.getUnsignedByte(offset);
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
