package dev.trinocrowd.bitmap;

import org.junit.jupiter.api.Test;

import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;

import static dev.trinocrowd.bitmap.RandomSets.bitmap;
import static org.assertj.core.api.Assertions.assertThat;

final class TestBitmapRanges
{
    @Test
    void agreesWithTheSet()
    {
        BitmapRanges ranges = new BitmapRanges();
        for (long seed = 0; seed < 150; seed++) {
            RandomSets sets = new RandomSets(seed);
            NavigableSet<Long> ids = sets.next();
            ranges.read(bitmap(ids));
            assertThat(list(ranges)).as("seed %s", seed).isEqualTo(expected(ids));
        }
    }

    @Test
    void readsEveryPatternOfBits()
    {
        BitmapRanges ranges = new BitmapRanges();
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            NavigableSet<Long> ids = new TreeSet<>();
            int density = 2 + random.nextInt(9);
            for (long id = 65536 - 64L * random.nextInt(3); id < 2 * 65536 + 100; id++) {
                if (random.nextInt(density) != 0) {
                    ids.add(id);
                }
            }
            ranges.read(bitmap(ids));
            assertThat(list(ranges)).as("seed %s", seed).isEqualTo(expected(ids));
        }
    }

    @Test
    void aRangeMayCrossContainersAndBuckets()
    {
        NavigableSet<Long> ids = new TreeSet<>();
        for (long id = (1L << 32) - 10_000; id < (1L << 32) + 80_000; id++) {
            ids.add(id);
        }
        BitmapRanges ranges = new BitmapRanges();
        ranges.read(bitmap(ids));
        assertThat(list(ranges)).containsExactly((1L << 32) - 10_000, (1L << 32) + 79_999);
    }

    @Test
    void forgetsTheLastBitmap()
    {
        BitmapRanges ranges = new BitmapRanges();
        ranges.read(Bitmap.ofSorted(new long[] {1, 2, 9}, 3));
        ranges.read(Bitmap.empty());
        assertThat(ranges.count()).isZero();
    }

    /// First and last of each range in turn.
    private static long[] list(BitmapRanges ranges)
    {
        long[] list = new long[2 * ranges.count()];
        for (int i = 0; i < ranges.count(); i++) {
            list[2 * i] = ranges.first(i);
            list[2 * i + 1] = ranges.last(i);
        }
        return list;
    }

    private static long[] expected(NavigableSet<Long> ids)
    {
        LongStream.Builder expected = LongStream.builder();
        for (long id : ids) {
            if (id == 0 || !ids.contains(id - 1)) {
                expected.add(id);
            }
            if (id == Long.MAX_VALUE || !ids.contains(id + 1)) {
                expected.add(id);
            }
        }
        return expected.build().toArray();
    }
}
