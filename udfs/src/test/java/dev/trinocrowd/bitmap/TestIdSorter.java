package dev.trinocrowd.bitmap;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;
import java.util.function.LongUnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/// Ids of every spread, against a comparison sort.
final class TestIdSorter
{
    private static final int MOST = 50_000;
    private static final int MANY = 300_000;

    private final IdSorter sorter = new IdSorter();
    private final Random random = new Random(20261122);

    @Test
    void noIdsAndOneId()
    {
        assertSorted("none", 0, _ -> 0);
        assertSorted("one", 1, _ -> 7);
        assertSorted("one, again and again", 3_000, _ -> 7);
    }

    @Test
    void idsThatAscendAndOnesThatDoNot()
    {
        assertSorted("ascending", MOST, i -> 3 * i);
        assertSorted("ascending with repeats", MOST, i -> i / 2);
        assertSorted("descending", MOST, i -> MOST - i);
        assertSorted("ascending but for the last", MOST, i -> i == MOST - 1 ? 0 : i);
    }

    @Test
    void idsOfEverySpread()
    {
        for (int bits = 1; bits < Long.SIZE; bits++) {
            long mask = (1L << bits) - 1;
            for (int count : new int[] {2, 64, 65, 512, 513, MOST}) {
                assertSorted("%s ids of %s bits".formatted(count, bits), count, _ -> random.nextLong() & mask);
            }
        }
    }

    @Test
    void chunksThatLieFarApart()
    {
        assertSorted("two", MOST, _ -> ((long) random.nextInt(2) << 62) | random.nextInt(1 << 16));
        assertSorted("of few digits", MOST, _ -> ((long) random.nextInt(2048) << 38) | random.nextInt(1 << 16));
        assertSorted("of many digits", MOST, _ -> (random.nextLong() >>> 1) & 0x7FFF_0000_FFFF_FFFFL);
    }

    @Test
    void manyIdsOfFewChunksAndOfMany()
    {
        for (int bits : new int[] {8, 16, 17, 23, 25, 26, 40}) {
            long mask = (1L << bits) - 1;
            assertSorted("%s bits".formatted(bits), MANY, _ -> random.nextLong() & mask);
        }
    }

    @Test
    void chunksOfVeryDifferentSizes()
    {
        assertSorted("a few in the second", MANY, i -> i % 1_000 == 0 ? (1 << 16) | random.nextInt(1 << 16) : random.nextInt(1 << 16));
    }

    @Test
    void moreIdsThanAreCopied()
    {
        assertSorted("millions", (1 << 21) + 1, _ -> random.nextInt(1 << 20));
    }

    @Test
    void roomIsKeptAndCounted()
    {
        long before = sorter.retainedBytes();
        assertSorted("some", MOST, _ -> random.nextInt(1 << 20));
        assertThat(sorter.retainedBytes() - before).isBetween((long) MOST * Long.BYTES, 2L * MOST * Long.BYTES);
    }

    private void assertSorted(String description, int count, LongUnaryOperator id)
    {
        long[] ids = new long[count + 3];
        for (int i = 0; i < count; i++) {
            ids[i] = id.applyAsLong(i);
        }
        long[] expected = Arrays.stream(ids, 0, count).sorted().distinct().toArray();
        int distinct = sorter.sortDistinct(ids, count);
        assertThat(Arrays.copyOf(ids, distinct)).as(description).isEqualTo(expected);
    }
}
