package dev.trinocrowd.algebra;

import java.util.Arrays;

/// What is known of pairs of numbers from 0: a hash table without an object a pair.
final class PairTable
{
    static final int UNKNOWN = -2;

    private static final long FREE = -1;

    private long[] pairs = new long[16];
    private int[] values = new int[16];
    private int size;

    PairTable()
    {
        Arrays.fill(pairs, FREE);
    }

    int get(int left, int right)
    {
        int slot = slot(pair(left, right));
        return pairs[slot] == FREE ? UNKNOWN : values[slot];
    }

    /// @param value not [#UNKNOWN]; of a pair that has none
    void put(int left, int right, int value)
    {
        if (2 * (size + 1) > pairs.length) {
            grow();
        }
        set(pair(left, right), value);
        size++;
    }

    private void set(long pair, int value)
    {
        int slot = slot(pair);
        pairs[slot] = pair;
        values[slot] = value;
    }

    private void grow()
    {
        long[] oldPairs = pairs;
        int[] oldValues = values;
        pairs = new long[2 * oldPairs.length];
        values = new int[pairs.length];
        Arrays.fill(pairs, FREE);
        for (int i = 0; i < oldPairs.length; i++) {
            if (oldPairs[i] != FREE) {
                set(oldPairs[i], oldValues[i]);
            }
        }
    }

    private int slot(long pair)
    {
        int mask = pairs.length - 1;
        long hash = pair * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 32) & mask;
        while (pairs[slot] != FREE && pairs[slot] != pair) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long pair(int left, int right)
    {
        return ((long) left << 32) | right;
    }
}
