package dev.trinocrowd.algebra;

import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.Container;

import java.util.Arrays;

/// Intersects three arrays or more, one after the other. Used by one thread, again and again.
///
/// What is left is kept as marks in a bitmap: each further array costs one look at each of its numbers, where to intersect two at a time would
/// mark the numbers that are left anew for every array.
final class ArrayChain
{
    /// Fewer numbers are merged in the time that it takes to clear a bitmap.
    private static final int MIN_MARKED = 128;

    private long[] left = new long[Containers.WORDS];
    private long[] next = new long[Containers.WORDS];
    private final int[] numbers = new int[Containers.MAX_ARRAY_CARDINALITY];
    private int first;
    private boolean isEmpty;

    static boolean isWorthwhile(ArrayContainer array)
    {
        return array.getCardinality() >= MIN_MARKED;
    }

    void start(ArrayContainer array)
    {
        Arrays.fill(left, 0);
        array.copyBitmapTo(left, 0);
        first = array.getCardinality();
        isEmpty = array.isEmpty();
    }

    /// Through an array that is many times longer, the library gallops.
    boolean takes(ArrayContainer array)
    {
        return array.getCardinality() < Intersector.GALLOP_RATIO * first;
    }

    boolean isEmpty()
    {
        return isEmpty;
    }

    void and(ArrayContainer array)
    {
        int count = read(array);
        Arrays.fill(next, 0);
        long any = 0;
        for (int i = 0; i < count; i++) {
            int number = numbers[i];
            long bit = left[number >>> 6] & 1L << number;
            next[number >>> 6] |= bit;
            any |= bit;
        }
        long[] swapped = left;
        left = next;
        next = swapped;
        isEmpty = any == 0;
    }

    /// How many numbers of the last array are left.
    int andCardinality(ArrayContainer array)
    {
        int count = read(array);
        int common = 0;
        for (int i = 0; i < count; i++) {
            int number = numbers[i];
            common += (int) (left[number >>> 6] >>> number) & 1;
        }
        return common;
    }

    /// What is left, which may be changed.
    Container finish()
    {
        return isEmpty ? Containers.EMPTY.clone() : new BitmapContainer(left.clone(), -1).repairAfterLazy();
    }

    private int read(ArrayContainer array)
    {
        array.fillLeastSignificant16bits(numbers, 0, 0);
        return array.getCardinality();
    }
}
