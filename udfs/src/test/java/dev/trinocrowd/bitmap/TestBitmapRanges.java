package dev.trinocrowd.bitmap;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;

import static dev.trinocrowd.bitmap.RandomSets.bitmap;
import static org.assertj.core.api.Assertions.assertThat;

final class TestBitmapRanges
{
    @Test
    void agreesWithTheSet()
    {
        BitmapRanges ranges = new BitmapRanges();
        for (long seed = 0; seed < 3_000; seed++) {
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
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            NavigableSet<Long> ids = new TreeSet<>();
            int density = 2 + random.nextInt(9);
            for (long id = 65536 - 64 * random.nextInt(3); id < 2 * 65536 + 100; id++) {
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
        assertThat(list(ranges)).containsExactly(List.of((1L << 32) - 10_000, (1L << 32) + 79_999));
    }

    @Test
    void forgetsTheLastBitmap()
    {
        BitmapRanges ranges = new BitmapRanges();
        ranges.read(Bitmap.ofSorted(new long[] {1, 2, 9}, 3));
        ranges.read(Bitmap.empty());
        assertThat(ranges.count()).isZero();
    }

    private static List<List<Long>> list(BitmapRanges ranges)
    {
        List<List<Long>> list = new ArrayList<>();
        for (int i = 0; i < ranges.count(); i++) {
            list.add(List.of(ranges.first(i), ranges.last(i)));
        }
        return list;
    }

    private static List<List<Long>> expected(NavigableSet<Long> ids)
    {
        List<List<Long>> expected = new ArrayList<>();
        for (Long id : ids) {
            if (!expected.isEmpty() && expected.getLast().getLast() == id - 1) {
                expected.add(List.of(expected.removeLast().getFirst(), id));
            }
            else {
                expected.add(List.of(id, id));
            }
        }
        return expected;
    }
}
