package dev.trinocrowd.algebra;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.Container;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Operations on whole sets against [BitSet]; results are compared byte by byte with the set built afresh.
final class TestIdSets
{
    private static final long SEED = 20261121;
    /// The bits of a bit set are the ids of these chunks, one after another.
    private static final long[] CHUNKS = {0, 1, 2, 77, 1L << 30, (1L << 47) - 1};

    @Test
    void operationsAgreeWithBitSets()
    {
        check(SEED, 100);
    }

    @Test
    @Tag("nightly")
    void operationsAgreeWithBitSetsAtLength()
    {
        check(System.nanoTime(), 20_000);
    }

    private static void check(long firstSeed, int rounds)
    {
        LongStream.range(firstSeed, firstSeed + rounds).parallel().forEach(seed -> check(new Random(seed), "seed " + seed));
    }

    private static void check(Random random, String description)
    {
        BitSet left = bits(random);
        BitSet right = bits(random);
        BitSet third = bits(random);
        IdSet leftSet = set(left);
        IdSet rightSet = set(right);
        assertSame(shuffled(left, random), left, description);

        BitSet and = combined(left, right, BitSet::and);
        assertSame(IdSets.and(leftSet, rightSet), and, description);
        assertThat(IdSets.andCardinality(leftSet, rightSet)).as(description).isEqualTo(and.cardinality());

        BitSet or = combined(left, right, BitSet::or);
        assertSame(IdSets.or(leftSet, rightSet), or, description);
        assertThat(IdSets.orCardinality(leftSet, rightSet)).as(description).isEqualTo(or.cardinality());
        assertSame(IdSets.orAll(List.of(leftSet, rightSet, set(third))), combined(or, third, BitSet::or), description);

        BitSet andNot = combined(left, right, BitSet::andNot);
        assertSame(IdSets.andNot(leftSet, rightSet), andNot, description);
        assertThat(IdSets.andNotCardinality(leftSet, rightSet)).as(description).isEqualTo(andNot.cardinality());

        BitSet xor = combined(left, right, BitSet::xor);
        assertSame(IdSets.xor(leftSet, rightSet), xor, description);
        assertThat(IdSets.xorCardinality(leftSet, rightSet)).as(description).isEqualTo(xor.cardinality());

        int first = random.nextInt(CHUNKS.length * Containers.CHUNK_SIZE);
        int last = random.nextInt(CHUNKS.length * Containers.CHUNK_SIZE);
        BitSet range = new BitSet();
        if (first <= last) {
            range.set(first, last + 1);
            range.and(left);
        }
        assertSame(IdSets.range(leftSet, id(first), id(last)), range, description);
        for (int bit = first; bit < first + 100; bit++) {
            if (bit < CHUNKS.length * Containers.CHUNK_SIZE && leftSet.contains(id(bit)) != left.get(bit)) {
                throw new AssertionError(description + ": contains " + id(bit));
            }
        }
    }

    private static BitSet combined(BitSet left, BitSet right, BiConsumer<BitSet, BitSet> operation)
    {
        BitSet combined = (BitSet) left.clone();
        operation.accept(combined, right);
        return combined;
    }

    private static long id(int bit)
    {
        return (CHUNKS[bit >>> IdSet.CHUNK_BITS] << IdSet.CHUNK_BITS) | (bit & 0xFFFF);
    }

    /// Chunks that are sparse, dense, full, of runs, or about as long in two kinds.
    private static BitSet bits(Random random)
    {
        BitSet bits = new BitSet();
        for (int base = 0; base < CHUNKS.length * Containers.CHUNK_SIZE; base += Containers.CHUNK_SIZE) {
            switch (random.nextInt(9)) {
                case 0 -> setSome(bits, base, 1 + random.nextInt(20), random);
                case 1 -> setSome(bits, base, 300 + random.nextInt(1_000), random);
                case 2 -> setSome(bits, base, 4_220 + random.nextInt(20), random);
                case 3 -> setSome(bits, base, 10_000, random);
                case 4 -> bits.set(base, base + Containers.CHUNK_SIZE);
                case 5 -> setRuns(bits, base, 1 + random.nextInt(5), 1 + random.nextInt(4));
                case 6 -> setRuns(bits, base, 200, 2 + random.nextInt(60));
                default -> {
                }
            }
        }
        return bits;
    }

    private static void setSome(BitSet bits, int base, int count, Random random)
    {
        for (int i = 0; i < count; i++) {
            bits.set(base + random.nextInt(Containers.CHUNK_SIZE));
        }
    }

    private static void setRuns(BitSet bits, int base, int runs, int length)
    {
        for (int run = 0; run < runs; run++) {
            bits.set(base + run * 300, base + run * 300 + length);
        }
    }

    private static IdSet set(BitSet bits)
    {
        long[] sorted = bits.stream().mapToLong(TestIdSets::id).toArray();
        return IdSets.ofSorted(sorted, sorted.length);
    }

    private static IdSet shuffled(BitSet bits, Random random)
    {
        long[] ids = LongStream.concat(bits.stream().mapToLong(TestIdSets::id), bits.stream().limit(100).mapToLong(TestIdSets::id)).toArray();
        for (int i = ids.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long swapped = ids[i];
            ids[i] = ids[other];
            ids[other] = swapped;
        }
        return IdSet.of(ids);
    }

    private static void assertSame(IdSet actual, BitSet expected, String description)
    {
        IdSet afresh = set(expected);
        assertThat(actual.cardinality()).as(description).isEqualTo(expected.cardinality());
        assertThat(actual).as(description).isEqualTo(afresh);
        assertThat(Arrays.equals(actual.toArray(), expected.stream().mapToLong(TestIdSets::id).toArray())).as(description).isTrue();
        for (int i = 0; i < actual.chunkCount(); i++) {
            assertThat(actual.containerAt(i).getClass()).as(description).isEqualTo(afresh.containerAt(i).getClass());
            assertThat(Arrays.equals(bytes(actual.containerAt(i)), bytes(afresh.containerAt(i)))).as(description).isTrue();
        }
        if (!expected.isEmpty()) {
            assertThat(actual.first()).as(description).isEqualTo(id(expected.nextSetBit(0)));
            assertThat(actual.last()).as(description).isEqualTo(id(expected.length() - 1));
        }
    }

    private static byte[] bytes(Container container)
    {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream output = new DataOutputStream(bytes)) {
            container.writeArray(output);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void runsThatAreAsLongAsAnArrayAreAnArray()
    {
        // two runs take 10 bytes, as do five numbers
        assertThat(IdSet.of(1, 2, 3, 9, 10).containerAt(0).getContainerName()).isEqualTo("array");
        assertThat(IdSet.of(1, 2, 3, 9, 10, 11).containerAt(0).getContainerName()).isEqualTo("run");
        Container runs = Container.rangeOfOnes(1, 4).or(Container.rangeOfOnes(9, 11));
        assertThat(Containers.canonical(runs.runOptimize()).getContainerName()).isEqualTo("array");
    }

    @Test
    void negativeIdsAreRefused()
    {
        assertThatThrownBy(() -> IdSet.of(5, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ids must not be negative, found -1");
    }

    @Test
    void anArrayOfTheResultHasNoRoomToSpare()
    {
        IdSet many = IdSets.and(everySecond(8_000), everySecond(8_000));
        IdSet one = IdSets.and(many, IdSet.of(0, 1, 2, 3, 5, 7, 9, 11));
        assertThat(one.cardinality()).isEqualTo(2);
        assertThat(one.retainedBytes()).isLessThan(400);
    }

    private static IdSet everySecond(int count)
    {
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = 2L * i;
        }
        return IdSet.of(ids);
    }
}
