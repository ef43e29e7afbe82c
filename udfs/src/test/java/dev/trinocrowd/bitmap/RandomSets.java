package dev.trinocrowd.bitmap;

import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;

/// Sets of every shape that has a form of its own: small, sparse, dense, in runs, over several buckets, at the ends of the range.
final class RandomSets
{
    private static final long[] EDGES = {0, 1, 63, 64, 4095, 4096, 4097, 65535, 65536, 65537, (1L << 31) - 1, 1L << 31, (1L << 32) - 1, 1L << 32, (1L << 32) + 1,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE};

    private final Random random;

    RandomSets(long seed)
    {
        random = new Random(seed);
    }

    NavigableSet<Long> next()
    {
        NavigableSet<Long> ids = new TreeSet<>();
        for (int parts = random.nextInt(4); parts >= 0; parts--) {
            addPart(ids);
        }
        return ids;
    }

    private void addPart(NavigableSet<Long> ids)
    {
        // Few places, so that two sets meet.
        long base = switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> (long) random.nextInt(3) << 16;
            case 2 -> (long) random.nextInt(3) << 32;
            default -> ((long) random.nextInt(3) << 32) + 65000;
        };
        switch (random.nextInt(8)) {
            case 0 -> addRandom(ids, base, random.nextInt(4), 10);
            case 1 -> addRandom(ids, base, random.nextInt(300), 1 << 16);
            case 2 -> addRandom(ids, base, random.nextInt(300), 1L << 40);
            case 3 -> addRandom(ids, 0, random.nextInt(60), Long.MAX_VALUE);
            case 4 -> addRandom(ids, base, 3000 + random.nextInt(6000), 10_000 + random.nextInt(60_000));
            case 5 -> addRuns(ids, base);
            case 6 -> addRange(ids, base + random.nextInt(1000), random.nextInt(140_000));
            default -> {
                for (int i = random.nextInt(6); i >= 0; i--) {
                    ids.add(EDGES[random.nextInt(EDGES.length)]);
                }
            }
        }
    }

    private void addRandom(NavigableSet<Long> ids, long base, int count, long bound)
    {
        for (int i = 0; i < count; i++) {
            ids.add(base + random.nextLong(bound));
        }
    }

    private void addRuns(NavigableSet<Long> ids, long base)
    {
        long from = base;
        int longest = 1 + random.nextInt(40);
        for (int i = random.nextInt(200); i >= 0; i--) {
            from += 1 + random.nextInt(longest);
            int length = 1 + random.nextInt(longest);
            addRange(ids, from, length);
            from += length;
        }
    }

    private static void addRange(NavigableSet<Long> ids, long from, int count)
    {
        for (int i = 0; i < count; i++) {
            ids.add(from + i);
        }
    }

    static Bitmap bitmap(NavigableSet<Long> ids)
    {
        long[] array = array(ids);
        return BitmapBuilder.fromSortedIds(array, array.length);
    }

    static long[] array(NavigableSet<Long> ids)
    {
        return ids.stream().mapToLong(Long::longValue).toArray();
    }
}
