package dev.trinocrowd.algebra;

import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.CharIterator;
import org.roaringbitmap.Container;
import org.roaringbitmap.RunContainer;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;

/// What is done with single containers, where the library has no method for it or a slower one.
public final class Containers
{
    static final long SET_BYTES = instanceSize(IdSet.class) + 64L;
    /// A larger container is a bitmap unless it has few runs.
    static final int MAX_ARRAY_CARDINALITY = 4096;
    static final int CHUNK_SIZE = 1 << IdSet.CHUNK_BITS;
    static final int WORDS = CHUNK_SIZE / Long.SIZE;
    static final Container EMPTY = new ArrayContainer();

    private static final int BITMAP_BYTES = WORDS * Long.BYTES;
    /// The object, its array and the reference to it.
    private static final long OVERHEAD_BYTES = instanceSize(RunContainer.class) + 24L;
    private Containers()
    {}

    /// The shortest of the three kinds; an array or a bitmap rather than runs that are as long. Equal sets get equal bytes.
    ///
    /// @param container not changed; given back if it is canonical
    public static Container canonical(Container container)
    {
        if (!(container instanceof RunContainer runs)) {
            return (container instanceof BitmapContainer && container.getCardinality() <= MAX_ARRAY_CARDINALITY)
                    ? array(container).runOptimize()
                    : container.runOptimize();
        }
        int cardinality = runs.getCardinality();
        int plainBytes = cardinality <= MAX_ARRAY_CARDINALITY ? cardinality * Character.BYTES : BITMAP_BYTES;
        if (runBytes(runs.numberOfRuns()) < plainBytes) {
            return runs;
        }
        return cardinality <= MAX_ARRAY_CARDINALITY ? array(runs) : runs.toBitmapContainer();
    }

    /// The size that the library writes runs in.
    private static int runBytes(int runs)
    {
        return Short.BYTES + 2 * Short.BYTES * runs;
    }

    private static ArrayContainer array(Container container)
    {
        char[] numbers = new char[container.getCardinality()];
        CharIterator iterator = container.getCharIterator();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = iterator.next();
        }
        return new ArrayContainer(numbers.length, numbers);
    }

    static long retainedBytes(Container container)
    {
        return OVERHEAD_BYTES + container.getSizeInBytes();
    }

    /// Numbers that ascend.
    static Container ofSorted(char[] numbers, int count)
    {
        if (count <= MAX_ARRAY_CARDINALITY) {
            return new ArrayContainer(count, Arrays.copyOf(numbers, count)).runOptimize();
        }
        long[] words = new long[WORDS];
        for (int i = 0; i < count; i++) {
            words[numbers[i] >>> 6] |= 1L << numbers[i];
        }
        return new BitmapContainer(words, count).runOptimize();
    }
}
