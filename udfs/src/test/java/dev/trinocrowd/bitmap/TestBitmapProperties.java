package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;

import static dev.trinocrowd.bitmap.RandomSets.array;
import static dev.trinocrowd.bitmap.RandomSets.bitmap;
import static org.assertj.core.api.Assertions.assertThat;

/// Every operation against [TreeSet], on random sets of every shape; results are compared byte by byte with the set built afresh.
final class TestBitmapProperties
{
    private static final long SEED = 20261121;

    @Test
    void operationsAgreeWithSets()
    {
        check(SEED, 100);
    }

    @Test
    @Tag("nightly")
    void operationsAgreeWithSetsAtLength()
    {
        check(System.nanoTime(), 3_000);
    }

    @Test
    void denseSetsAgreeWithBitSets()
    {
        for (long seed = SEED; seed < SEED + 50; seed++) {
            Random random = new Random(seed);
            BitSet leftBits = randomBits(random);
            BitSet rightBits = randomBits(random);
            Bitmap left = bitmapOf(leftBits);
            Bitmap right = bitmapOf(rightBits);
            assertBits(BitmapAlgebra.and(left, right), leftBits, rightBits, BitSet::and, seed);
            assertBits(BitmapAlgebra.or(left, right), leftBits, rightBits, BitSet::or, seed);
            assertBits(BitmapAlgebra.xor(left, right), leftBits, rightBits, BitSet::xor, seed);
            assertBits(BitmapAlgebra.andNot(left, right), leftBits, rightBits, BitSet::andNot, seed);
            assertThat(BitmapCounts.hasAny(left, right)).as("seed %s", seed).isEqualTo(leftBits.intersects(rightBits));
        }
    }

    private static BitSet randomBits(Random random)
    {
        BitSet bits = new BitSet();
        int universe = 1 + random.nextInt(400_000);
        double density = random.nextDouble();
        for (int bit = 0; bit < universe; bit++) {
            if (random.nextDouble() < density) {
                bits.set(bit);
            }
        }
        bits.set(random.nextInt(universe), universe);
        return bits;
    }

    private static Bitmap bitmapOf(BitSet bits)
    {
        long[] ids = bits.stream().asLongStream().toArray();
        return BitmapBuilder.fromIds(ids, ids.length);
    }

    private static void assertBits(Bitmap actual, BitSet left, BitSet right, BiConsumer<BitSet, BitSet> operation, long seed)
    {
        BitSet expected = (BitSet) left.clone();
        operation.accept(expected, right);
        assertThat(actual.cardinality()).as("seed %s", seed).isEqualTo(expected.cardinality());
        assertThat(actual.slice()).as("seed %s", seed).isEqualTo(bitmapOf(expected).slice());
    }

    private static void check(long firstSeed, int rounds)
    {
        LongStream.range(firstSeed, firstSeed + rounds).parallel().forEach(TestBitmapProperties::check);
    }

    private static void check(long seed)
    {
        String description = "seed " + seed;
        try {
            RandomSets sets = new RandomSets(seed);
            NavigableSet<Long> left = sets.next();
            NavigableSet<Long> right = sets.next();
            checkAlone(left, new Random(seed), description);
            checkPair(left, right, description);
            checkMany(List.of(left, right, sets.next(), sets.next(), sets.next()), description);
        }
        catch (RuntimeException e) {
            throw new AssertionError(description, e);
        }
    }

    private static void checkAlone(NavigableSet<Long> ids, Random random, String description)
    {
        Bitmap bitmap = bitmap(ids);
        assertThat(bitmap.toArray()).as(description).isEqualTo(array(ids));
        assertThat(bitmap.cardinality()).as(description).isEqualTo(ids.size());
        assertThat(bitmap.isEmpty()).as(description).isEqualTo(ids.isEmpty());
        assertThat(bitmap.slice().length()).as(description).isLessThanOrEqualTo(BitmapFormat.HEADER_SIZE + Long.BYTES * ids.size());
        if (!ids.isEmpty()) {
            assertThat(bitmap.first()).as(description).isEqualTo(ids.first());
            assertThat(bitmap.last()).as(description).isEqualTo(ids.last());
        }
        List<Long> shuffled = new ArrayList<>(ids);
        shuffled.addAll(ids.headSet(1000L));
        Collections.shuffle(shuffled, random);
        long[] unordered = shuffled.stream().mapToLong(Long::longValue).toArray();
        assertEqual(BitmapBuilder.fromIds(unordered, unordered.length), ids, description);

        assertThat(PortableFormat.parse(bitmap.slice()).slice()).as(description).isEqualTo(bitmap.slice());
        assertThat(PortableFormat.parse(PortableFormat.format(bitmap)).slice()).as(description).isEqualTo(bitmap.slice());
        assertThat(BitmapText.parse(BitmapText.format(bitmap)).slice()).as(description).isEqualTo(bitmap.slice());

        long[] array = array(ids);
        for (int i = 0; i < 50; i++) {
            long probe = probe(array, random);
            assertThat(bitmap.contains(probe)).as(description).isEqualTo(ids.contains(probe));
            int found = Arrays.binarySearch(array, probe);
            int rank = found < 0 ? -found - 1 : found;
            assertThat(bitmap.rank(probe)).as(description).isEqualTo(rank);
            if (rank < array.length) {
                assertThat(bitmap.select(rank)).as(description).isEqualTo(array[rank]);
            }
        }
        for (int i = 0; i < 3; i++) {
            long from = probe(array, random);
            long to = probe(array, random);
            assertEqual(BitmapSubsets.range(bitmap, from, to), from < to ? new TreeSet<>(ids.subSet(from, to)) : new TreeSet<>(), description);
            int count = random.nextInt(5000);
            NavigableSet<Long> first = new TreeSet<>();
            ids.tailSet(from).stream().limit(count).forEach(first::add);
            assertEqual(BitmapSubsets.limit(bitmap, from, count), first, description);
            NavigableSet<Long> last = new TreeSet<>();
            ids.headSet(from, true).descendingSet().stream().limit(count).forEach(last::add);
            assertEqual(BitmapSubsets.limit(bitmap, from, -count), count == 0 ? new TreeSet<>() : last, description);
            int position = random.nextInt(array.length + 10) - 5;
            int start = position < 0 ? position + array.length : position;
            NavigableSet<Long> slice = new TreeSet<>();
            for (int index = start; start >= 0 && index < array.length && index < start + count; index++) {
                slice.add(array[index]);
            }
            assertEqual(BitmapSubsets.slice(bitmap, position, count), slice, description);
        }
        checkSample(bitmap, ids, random.nextDouble(), random.nextDouble(), description);
    }

    private static void checkSample(Bitmap bitmap, NavigableSet<Long> ids, double fraction, double other, String description)
    {
        Slice salt = Slices.utf8Slice("spring");
        Bitmap smaller = BitmapSubsets.sample(bitmap, Math.min(fraction, other), salt);
        Bitmap larger = BitmapSubsets.sample(bitmap, Math.max(fraction, other), salt);
        assertThat(BitmapCounts.hasAll(larger, smaller)).as(description).isTrue();
        assertThat(BitmapCounts.hasAll(bitmap, larger)).as(description).isTrue();
        assertEqual(larger, new TreeSet<>(toSet(larger)), description);
        assertEqual(BitmapSubsets.sample(bitmap, 1, salt), ids, description);
        assertEqual(BitmapSubsets.sample(bitmap, 0, salt), new TreeSet<>(), description);
    }

    private static void checkPair(NavigableSet<Long> leftIds, NavigableSet<Long> rightIds, String description)
    {
        Bitmap left = bitmap(leftIds);
        Bitmap right = bitmap(rightIds);
        NavigableSet<Long> and = new TreeSet<>(leftIds);
        and.retainAll(rightIds);
        NavigableSet<Long> or = new TreeSet<>(leftIds);
        or.addAll(rightIds);
        NavigableSet<Long> andNot = new TreeSet<>(leftIds);
        andNot.removeAll(rightIds);
        NavigableSet<Long> xor = new TreeSet<>(or);
        xor.removeAll(and);
        assertEqual(BitmapAlgebra.and(left, right), and, description);
        assertEqual(BitmapAlgebra.or(left, right), or, description);
        assertEqual(BitmapAlgebra.andNot(left, right), andNot, description);
        assertEqual(BitmapAlgebra.xor(left, right), xor, description);
        assertThat(BitmapCounts.andCardinality(left, right)).as(description).isEqualTo(and.size());
        assertThat(BitmapCounts.orCardinality(left, right)).as(description).isEqualTo(or.size());
        assertThat(BitmapCounts.andNotCardinality(left, right)).as(description).isEqualTo(andNot.size());
        assertThat(BitmapCounts.xorCardinality(left, right)).as(description).isEqualTo(xor.size());
        assertThat(BitmapCounts.hasAny(left, right)).as(description).isEqualTo(!and.isEmpty());
        assertThat(BitmapCounts.hasAll(left, right)).as(description).isEqualTo(leftIds.containsAll(rightIds));
        assertThat(BitmapCounts.hasAll(left, bitmap(and))).as(description).isTrue();
        if (or.isEmpty()) {
            assertThat(BitmapCounts.jaccard(left, right)).as(description).isEmpty();
        }
        else {
            assertThat(BitmapCounts.jaccard(left, right)).as(description).hasValue((double) and.size() / or.size());
        }
    }

    private static void checkMany(List<NavigableSet<Long>> sets, String description)
    {
        Bitmap[] bitmaps = sets.stream().map(RandomSets::bitmap).toArray(Bitmap[]::new);
        NavigableSet<Long> or = new TreeSet<>();
        NavigableSet<Long> xor = new TreeSet<>();
        for (NavigableSet<Long> set : sets) {
            or.addAll(set);
            for (long id : set) {
                if (!xor.remove(id)) {
                    xor.add(id);
                }
            }
        }
        assertEqual(BitmapAlgebra.orAll(bitmaps), or, description);
        assertEqual(BitmapAlgebra.xorAll(bitmaps), xor, description);
    }

    private static long probe(long[] ids, Random random)
    {
        if (ids.length == 0 || random.nextInt(4) == 0) {
            return random.nextLong(Long.MAX_VALUE) >>> random.nextInt(62);
        }
        return Math.max(0, ids[random.nextInt(ids.length)] - random.nextInt(3) + 1);
    }

    private static void assertEqual(Bitmap actual, NavigableSet<Long> expected, String description)
    {
        if (!actual.slice().equals(bitmap(expected).slice())) {
            assertThat(toSet(actual)).as(description).isEqualTo(expected);
            assertThat(actual.slice().getBytes()).as(description).isEqualTo(bitmap(expected).slice().getBytes());
        }
    }

    private static NavigableSet<Long> toSet(Bitmap bitmap)
    {
        NavigableSet<Long> ids = new TreeSet<>();
        bitmap.iterator().forEachRemaining((Long id) -> ids.add(id));
        return ids;
    }
}
