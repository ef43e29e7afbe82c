package dev.trinocrowd.bitmap;

import dev.trinocrowd.benchmark.Comparison;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

import static dev.trinocrowd.benchmark.Comparison.OUT;

/// The kernels against the library called directly, and the room that sets of every density take.
public final class BitmapKernels
{
    private static final int MEMBERS = 10_000_000;
    private static final int REPEATS = 100;

    private BitmapKernels()
    {}

    public static void run()
    {
        for (int universe : new int[] {11_000_000, 20_000_000}) {
            long[] left = ids(1, universe);
            long[] right = ids(2, universe);
            RoaringBitmap leftLibrary = library(left);
            RoaringBitmap rightLibrary = library(right);
            Bitmap leftBitmap = BitmapBuilder.fromSortedIds(left, left.length);
            Bitmap rightBitmap = BitmapBuilder.fromSortedIds(right, right.length);
            new Comparison("bitmap_and_cardinality of %d and %d members out of %d, %d times".formatted(left.length, right.length, universe, REPEATS))
                    .with("RoaringBitmap.andCardinality", () -> repeat(() -> RoaringBitmap.andCardinality(leftLibrary, rightLibrary)))
                    .with("bitmap_and_cardinality", () -> repeat(() -> BitmapCounts.andCardinality(leftBitmap, rightBitmap)))
                    .run(10);
        }
        long[] dense = new Random(3).longs(MEMBERS, 0, MEMBERS).toArray();
        new Comparison("a bitmap of %d unsorted ids below %d".formatted(MEMBERS, MEMBERS))
                .with("Roaring64NavigableMap.addLong", () -> {
                    Roaring64NavigableMap map = new Roaring64NavigableMap();
                    for (long id : dense) {
                        map.addLong(id);
                    }
                    return map.getLongCardinality();
                })
                .with("bitmap_agg's state", () -> {
                    BitmapUnions unions = new BitmapUnions(1);
                    for (long id : dense) {
                        unions.add(0, id);
                    }
                    return unions.result(0).orElseThrow().cardinality();
                })
                .run(2);
        OUT.printf("%n| 1 million ids | bytes a member |%n|---|---|%n");
        size("dense", id -> id);
        size("every other", id -> 2 * id);
        size("1 in 64", id -> 64 * id);
        size("1 in 65536", id -> 65536 * id);
        Random random = new Random(4);
        size("random 63-bit", id -> random.nextLong(Long.MAX_VALUE));
    }

    private static void size(String name, LongUnaryOperator id)
    {
        long[] ids = new long[1_000_000];
        Arrays.setAll(ids, i -> id.applyAsLong(i));
        Bitmap bitmap = BitmapBuilder.fromIds(ids, ids.length);
        OUT.printf(Locale.ROOT, "| %s | %.3f |%n", name, (double) bitmap.slice().length() / bitmap.cardinality());
    }

    private static long[] ids(long seed, int universe)
    {
        Random random = new Random(seed);
        double share = (double) MEMBERS / universe;
        return LongStream.range(0, universe).filter(id -> random.nextDouble() < share).toArray();
    }

    private static RoaringBitmap library(long[] ids)
    {
        return RoaringBitmap.bitmapOf(Arrays.stream(ids).mapToInt(Math::toIntExact).toArray());
    }

    private interface Count
    {
        long get();
    }

    private static long repeat(Count count)
    {
        long sum = 0;
        for (int i = 0; i < REPEATS; i++) {
            sum += count.get();
        }
        return sum;
    }
}
