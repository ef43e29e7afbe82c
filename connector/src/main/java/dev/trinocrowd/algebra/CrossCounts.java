package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;
import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.Container;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

import static io.airlift.slice.SizeOf.sizeOfLongArray;
import static java.util.Objects.requireNonNull;

/// Counts what sets of one chunk have in common, many sets with many others. Used by one thread.
///
/// The ids that any of the sets has are numbered without gaps, so that each set is a bitmap of no more bits than there are such ids. To
/// compare two of them takes a few words, where each look-up of the ids of one in the other takes as many steps as there are ids. What it
/// takes to number the ids of each set once is made good by the number of pairs.
final class CrossCounts
{
    /// How many pairs a set must be in on average before numbering its ids pays.
    private static final int MIN_PAIRS_PER_SET = 4;
    /// The ids of smaller sets are looked up as fast.
    private static final int MIN_AVERAGE = 64;
    /// Of all bitmaps of a chunk.
    private static final long MAX_WORDS = 1 << 21;

    private final Intersector intersector;
    private final Room room;
    private final List<ChunkIds> left;
    private final List<ChunkIds> right;
    private final long averageCardinality;
    private boolean isPrepared;
    private long[][] leftBits;
    private long[][] rightBits;

    private CrossCounts(Intersector intersector, Room room, List<ChunkIds> left, List<ChunkIds> right, long averageCardinality)
    {
        this.intersector = requireNonNull(intersector, "intersector is null");
        this.room = requireNonNull(room, "room is null");
        this.left = ImmutableList.copyOf(left);
        this.right = ImmutableList.copyOf(right);
        this.averageCardinality = averageCardinality;
    }

    /// Whether so many pairs are worth the look at all sets.
    static boolean areManyPairs(long pairs, int sets)
    {
        return pairs >= (long) MIN_PAIRS_PER_SET * sets;
    }

    /// @param room given back by the caller once the counts are no longer asked for
    /// @return null if it would be no gain
    static CrossCounts of(Intersector intersector, Room room, List<ChunkIds> left, List<ChunkIds> right)
    {
        long cardinality = 0;
        for (List<ChunkIds> side : ImmutableList.of(left, right)) {
            for (ChunkIds ids : side) {
                if (!(ids instanceof StoredIds)) {
                    return null;
                }
                cardinality += ids.cardinality();
            }
        }
        long average = cardinality / (left.size() + right.size());
        return average < MIN_AVERAGE ? null : new CrossCounts(intersector, room, left, right, average);
    }

    ChunkIds left(int index)
    {
        return left.get(index);
    }

    ChunkIds right(int index)
    {
        return right.get(index);
    }

    int count(int leftIndex, int rightIndex)
    {
        if (!isPrepared) {
            prepare();
            isPrepared = true;
        }
        if (leftBits == null) {
            return intersector.andCardinality(left.get(leftIndex).operand(), right.get(rightIndex).operand());
        }
        long[] leftWords = leftBits[leftIndex];
        long[] rightWords = rightBits[rightIndex];
        int count = 0;
        for (int i = 0; i < leftWords.length; i++) {
            count += Long.bitCount(leftWords[i] & rightWords[i]);
        }
        return count;
    }

    private void prepare()
    {
        // In a table that is joined with itself, both sides have the same containers.
        IdentityHashMap<Container, long[]> bits = new IdentityHashMap<>();
        left.forEach(ids -> bits.put(ids.container(), null));
        right.forEach(ids -> bits.put(ids.container(), null));
        IdNumbers numbers = new IdNumbers(bits.keySet());
        if (numbers.words() <= averageCardinality && (long) numbers.words() * bits.size() <= MAX_WORDS) {
            room.take(sizeOfLongArray(numbers.words()) * bits.size());
            bits.replaceAll((container, _) -> numbers.bits(container));
            leftBits = left.stream().map(ids -> bits.get(ids.container())).toArray(long[][]::new);
            rightBits = right.stream().map(ids -> bits.get(ids.container())).toArray(long[][]::new);
        }
    }

    /// The ids that some set has, numbered from 0.
    private static final class IdNumbers
    {
        private final long[] union = new long[Containers.WORDS];
        private final long[] scratch = new long[Containers.WORDS];
        private int[] ids = new int[Containers.MAX_ARRAY_CARDINALITY];
        /// The number of the first id of each word.
        private final int[] firsts = new int[Containers.WORDS];
        private final int words;

        private IdNumbers(Iterable<Container> containers)
        {
            for (Container container : containers) {
                add(container);
            }
            int count = 0;
            for (int i = 0; i < union.length; i++) {
                firsts[i] = count;
                count += Long.bitCount(union[i]);
            }
            // most ids have a bit of their own already
            words = count > Containers.CHUNK_SIZE / 2 ? Containers.WORDS : (count + Long.SIZE - 1) / Long.SIZE;
        }

        private void add(Container container)
        {
            if (container instanceof ArrayContainer) {
                container.copyBitmapTo(union, 0);
                return;
            }
            fill(scratch, container);
            for (int i = 0; i < union.length; i++) {
                union[i] |= scratch[i];
            }
        }

        int words()
        {
            return words;
        }

        long[] bits(Container container)
        {
            long[] bits = new long[words];
            if (words == Containers.WORDS) {
                fill(bits, container);
                return bits;
            }
            int count = ids(container);
            int word = 0;
            long wordBits = 0;
            for (int i = 0; i < count; i++) {
                int number = number(ids[i]);
                // Numbers ascend: to set each bit where it belongs would be to wait for the bit before it.
                if (number >>> 6 != word) {
                    bits[word] = wordBits;
                    word = number >>> 6;
                    wordBits = 0;
                }
                wordBits |= 1L << number;
            }
            bits[word] = wordBits;
            return bits;
        }

        private int ids(Container container)
        {
            int count = container.getCardinality();
            if (count > ids.length) {
                ids = new int[Containers.CHUNK_SIZE];
            }
            container.fillLeastSignificant16bits(ids, 0, 0);
            return count;
        }

        private int number(int id)
        {
            return firsts[id >>> 6] + Long.bitCount(union[id >>> 6] & ((1L << id) - 1));
        }

        private static void fill(long[] words, Container container)
        {
            Arrays.fill(words, 0);
            container.copyBitmapTo(words, 0);
        }
    }
}
