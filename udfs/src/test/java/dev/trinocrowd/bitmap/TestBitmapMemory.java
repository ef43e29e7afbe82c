package dev.trinocrowd.bitmap;

import org.junit.jupiter.api.Test;

import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What is reported to the engine against what the JVM really holds.
final class TestBitmapMemory
{
    private static final long SEED = 20261121;

    @Test
    void manySmallGroups()
    {
        check(500_000, 5, 1L << 40);
    }

    @Test
    void groupsOfThousands()
    {
        check(1_000, 3_000, 10_000_000);
    }

    @Test
    void oneGroupOfDenseIds()
    {
        // Large enough that the collector's rounding of large arrays to whole regions does not matter.
        check(1, 8_000_000, 200_000_000);
    }

    @Test
    void oneGroupOfSparseIds()
    {
        check(1, 3_000_000, Long.MAX_VALUE);
    }

    private static void check(int groups, int idsPerGroup, long bound)
    {
        // The first run loads and compiles what the second one is measured with.
        fill(1, 1_000_000, bound);
        long before = usedHeap();
        BitmapUnions unions = fill(groups, idsPerGroup, bound);
        long held = usedHeap() - before;
        assertThat(unions.retainedSize()).as("seed %s: reported, against %s bytes held", SEED, held).isCloseTo(held, within(held / 10 + 100_000));
        assertThat(unions.result(0)).isPresent();
    }

    private static BitmapUnions fill(int groups, int idsPerGroup, long bound)
    {
        Random random = new Random(SEED);
        BitmapUnions unions = new BitmapUnions(0);
        unions.ensureCapacity(groups);
        for (long i = 0; i < (long) groups * idsPerGroup; i++) {
            unions.add(random.nextInt(groups), random.nextLong(bound));
        }
        return unions;
    }

    private static long usedHeap()
    {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        // A collection may be answered late: the smallest of a few readings is the one that counts.
        for (int i = 0; i < 4; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
