package dev.trinocrowd.storage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static java.util.Objects.requireNonNull;

/// Keys and their numbers, from 0 on in the order in which they came.
///
/// A key that is there is found by its bytes alone, so that rows of few keys make no objects.
public final class KeyTable
{
    private static final int INSTANCE_SIZE = instanceSize(KeyTable.class);
    private static final int MIN_SLOTS = 16;
    private static final int MAX_SLOTS = 1 << 30;
    private static final long EMPTY = -1;

    /// The number of a key under its hash, which saves a look at most keys that are others.
    private long[] slots;
    private EncodedKey[] keys = new EncodedKey[MIN_SLOTS / 2];
    private int size;
    private long keyBytes;

    public KeyTable()
    {
        slots = emptySlots(MIN_SLOTS);
    }

    private static long[] emptySlots(int count)
    {
        long[] slots = new long[count];
        Arrays.fill(slots, EMPTY);
        return slots;
    }

    /// The number of a key, which is added unless it is there.
    @SuppressWarnings("ReferenceEquality") // saves a look at the bytes; others are compared
    public int number(EncodedKey key)
    {
        requireNonNull(key, "key is null");
        int hash = key.hashCode();
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != EMPTY) {
            if (hash(slots[slot]) == hash) {
                EncodedKey found = keys[number(slots[slot])];
                if (found == key || found.equals(key)) {
                    return number(slots[slot]);
                }
            }
            slot = (slot + 1) & mask;
        }
        return add(slot, key);
    }

    /// The number of the key that has the first `length` bytes, which is added unless it is there.
    public int number(byte[] bytes, int length)
    {
        int hash = EncodedKey.hash(bytes, 0, length);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != EMPTY) {
            if (hash(slots[slot]) == hash && keys[number(slots[slot])].hasBytes(bytes, length)) {
                return number(slots[slot]);
            }
            slot = (slot + 1) & mask;
        }
        return add(slot, EncodedKey.of(bytes, 0, length));
    }

    private static int hash(long slot)
    {
        return (int) (slot >>> Integer.SIZE);
    }

    private static int number(long slot)
    {
        return (int) slot;
    }

    private int add(int slot, EncodedKey key)
    {
        int number = size;
        slots[slot] = (long) key.hashCode() << Integer.SIZE | number;
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, (int) Math.min(MAX_SLOTS, 2L * size));
        }
        keys[size] = key;
        size++;
        keyBytes += key.retainedBytes();
        if (size > slots.length / 2 && slots.length < MAX_SLOTS) {
            grow();
        }
        return number;
    }

    private void grow()
    {
        long[] larger = emptySlots(2 * slots.length);
        int mask = larger.length - 1;
        for (long entry : slots) {
            if (entry != EMPTY) {
                int slot = hash(entry) & mask;
                while (larger[slot] != EMPTY) {
                    slot = (slot + 1) & mask;
                }
                larger[slot] = entry;
            }
        }
        slots = larger;
    }

    public EncodedKey key(int number)
    {
        return keys[number];
    }

    public int size()
    {
        return size;
    }

    /// The numbers in the order of their keys.
    int[] inOrder()
    {
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparing(this::key))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// With the keys, though others may share them.
    public long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(slots) + sizeOf(keys) + keyBytes;
    }
}
