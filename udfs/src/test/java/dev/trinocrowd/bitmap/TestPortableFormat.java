package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;

import static dev.trinocrowd.bitmap.RandomSets.array;
import static dev.trinocrowd.bitmap.RandomSets.bitmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestPortableFormat
{
    private static final long SEED = 20261121;

    @Test
    void theLibraryReadsWhatIsWritten()
            throws IOException
    {
        RandomSets sets = new RandomSets(SEED);
        for (int round = 0; round < 100; round++) {
            NavigableSet<Long> ids = sets.next();
            Roaring64NavigableMap read = new Roaring64NavigableMap();
            byte[] bytes = PortableFormat.format(bitmap(ids)).getBytes();
            DataInputStream input = new DataInputStream(new ByteArrayInputStream(bytes));
            read.deserializePortable(input);
            assertThat(input.available()).as("seed %s, round %s", SEED, round).isZero();
            assertThat(read.toArray()).as("seed %s, round %s", SEED, round).isEqualTo(array(ids));
        }
    }

    @Test
    void whatTheLibraryWritesIsReadIntoTheOneFormOfTheSet()
            throws IOException
    {
        RandomSets sets = new RandomSets(SEED);
        for (int round = 0; round < 100; round++) {
            NavigableSet<Long> ids = sets.next();
            Roaring64NavigableMap written = new Roaring64NavigableMap();
            ids.forEach(written::addLong);
            if (round % 2 == 0) {
                written.runOptimize();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            written.serializePortable(new DataOutputStream(bytes));
            assertThat(PortableFormat.parse(Slices.wrappedBuffer(bytes.toByteArray())).slice()).as("seed %s, round %s", SEED, round).isEqualTo(bitmap(ids).slice());
        }
    }

    @Test
    void emptyBucketsAreLeftOut()
    {
        assertThat(PortableFormat.parse(bytes("0100000000000000 05000000 3A300000 00000000")).isEmpty()).isTrue();
    }

    @Test
    void faultsAreNamed()
    {
        assertRefused("", "ends within 8 bytes that it announces");
        assertRefused("FFFFFFFFFFFFFFFF", "has room for fewer than 18446744073709551615 buckets");
        assertRefused("0000000000000000 00", "has 1 bytes behind its end");
        assertRefused("0100000000000000 00000080 3A300000 01000000 00000000 10000000 0100", "has members from 2^63 on");
        assertRefused("0100000000000000 00000000 39300000 01000000 00000000 10000000 0100", "has the unknown cookie 12345");
        assertRefused("0100000000000000 00000000 3A300000 FFFFFFFF 00000000 10000000 0100", "has a bucket of 4294967295 containers");
        assertRefused("0100000000000000 00000000 3A300000 01000000 00000000 11000000 0100", "has a container at byte 17 of its bucket that should be at 16");
        assertRefused("0100000000000000 00000000 3A300000 01000000 00000100 10000000 0100 0100", "has member 1 of a container after 1");
        assertRefused("0100000000000000 00000000 3A300000 02000000 01000000 01000000 18000000 1A000000 0100 0100", "has container 1 after container 1");
        assertRefused("0100000000000000 00000000 3B300000 01 0000 0500 0200 0100 0200 0300 0200", "has the run 3 to 5 after one that ends at 3");
        assertRefused("0100000000000000 00000000 3B300000 01 0000 0500 0200 0100 0200 0400 0200", "has the run 4 to 6 after one that ends at 3");
        assertRefused("0100000000000000 00000000 3B300000 01 0000 0400 0100 0100 0200", "has a container of 3 members that claims 5");
        assertRefused("0100000000000000 00000000 3B300000 01 0000 0200 0100 FFFF 0200", "has the run 65535 to 65537 after one that ends at -1");
        assertRefused("0200000000000000 01000000 3A300000 01000000 00000000 10000000 0100 01000000 3A300000 01000000 00000000 10000000 0100", "has bucket 1 after bucket 1");
        assertRefused("0100000000000000 00000000 3A300000 01000000 0000FFFF 10000000" + "00".repeat(8192), "has a container of 0 members that claims 65536");
    }

    @Test
    void aBitmapsOwnBytesAreCheckedToo()
    {
        assertThatThrownBy(() -> PortableFormat.parse(bytes("434211FF 0500000000000000 05"))).hasMessage("The ids of a bitmap must be 8 bytes each, found 9 bytes");
        assertThatThrownBy(() -> PortableFormat.parse(bytes("434211FF 0500000000000000 0500000000000000"))).hasMessage("The ids of a bitmap must ascend, found 5 after 5");
        assertThatThrownBy(() -> PortableFormat.parse(bytes("434211FF 0500000000000080")))
                .hasMessage("A member of a bitmap must be from 0 to 9223372036854775807, found -9223372036854775803");
        // A hundred ids in a row have a shorter form, which they get.
        long[] ids = new Random(SEED).longs(100, 0, 100).distinct().sorted().toArray();
        assertThat(PortableFormat.parse(SortedIds.of(ids, ids.length).slice())).isInstanceOf(RoaringIds.class);
    }

    @Test
    void neitherFormatCanPassForTheOther()
    {
        RandomSets sets = new RandomSets(SEED);
        for (int round = 0; round < 100; round++) {
            Bitmap bitmap = bitmap(sets.next());
            assertThat(BitmapFormat.isBitmap(bitmap.slice())).isTrue();
            assertThat(BitmapFormat.isBitmap(PortableFormat.format(bitmap))).isFalse();
        }
    }

    @Test
    void aFullBucketIsCountedRight()
    {
        StringBuilder hex = new StringBuilder("0100000000000000 00000000 3B30FFFF").append("FF".repeat(8192));
        for (int key = 0; key < 1 << 16; key++) {
            hex.append("%02X%02XFFFF".formatted(key & 0xFF, key >>> 8));
        }
        int start = 4 + 8192 + 8 * (1 << 16);
        for (int key = 0; key < 1 << 16; key++) {
            hex.append("%08X".formatted(Integer.reverseBytes(start + 6 * key)));
        }
        hex.append("01000000FFFF".repeat(1 << 16));
        Bitmap full = PortableFormat.parse(bytes(hex.toString()));
        assertThat(full.cardinality()).isEqualTo(1L << 32);
        assertThat(BitmapCounts.andCardinality(full, full)).isEqualTo(1L << 32);
        assertThat(BitmapCounts.hasAll(full, full)).isTrue();
        assertThat(full.rank(1L << 32)).isEqualTo(1L << 32);
        assertThat(full.select((1L << 32) - 1)).isEqualTo((1L << 32) - 1);
        assertThat(BitmapSubsets.slice(full, -1, 1).toArray()).containsExactly((1L << 32) - 1);
        assertThat(BitmapAlgebra.xor(full, full).isEmpty()).isTrue();
        assertThatThrownBy(full::toArray).hasMessage("A bitmap of 4294967296 members cannot be listed member by member: the limit is 134217728");
    }

    @Test
    void bytesFromAnywhereAreRefusedOrRead()
    {
        fuzz(SEED, 60_000);
    }

    @Test
    @Tag("nightly")
    void tenMillionBytesFromAnywhereAreRefusedOrRead()
    {
        fuzz(System.nanoTime(), 10_000_000);
    }

    private static void fuzz(long seed, int inputs)
    {
        Random random = new Random(seed);
        RandomSets sets = new RandomSets(seed);
        List<byte[]> valid = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Bitmap bitmap = bitmap(sets.next());
            if (bitmap.slice().length() < 20_000) {
                valid.add(PortableFormat.format(bitmap).getBytes());
                valid.add(bitmap.slice().getBytes());
            }
        }
        int read = 0;
        for (int i = 0; i < inputs; i++) {
            byte[] input = mutate(valid.get(random.nextInt(valid.size())).clone(), random);
            Bitmap bitmap;
            try {
                bitmap = PortableFormat.parse(Slices.wrappedBuffer(input));
            }
            catch (IllegalArgumentException expected) {
                continue;
            }
            catch (Throwable e) {
                throw new AssertionError("seed %s, input %s: %s".formatted(seed, i, HexFormat.of().formatHex(input)), e);
            }
            read++;
            // What was let in is a set like any other, in its one form, and no larger than it was.
            String description = "seed %s, input %s".formatted(seed, i);
            assertThat(bitmap.slice().length()).as(description).isLessThanOrEqualTo(input.length + BitmapFormat.HEADER_SIZE);
            if (bitmap.cardinality() < 10_000) {
                long[] ids = bitmap.toArray();
                assertThat(BitmapBuilder.fromIds(ids, ids.length).slice()).as(description).isEqualTo(bitmap.slice());
            }
        }
        assertThat(read).as("inputs that were read").isGreaterThan(inputs / 100);
    }

    private static byte[] mutate(byte[] bytes, Random random)
    {
        if (bytes.length == 0) {
            return bytes;
        }
        switch (random.nextInt(6)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
            case 1 -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(16));
                random.nextBytes(longer);
                System.arraycopy(bytes, 0, longer, 0, bytes.length);
                return longer;
            }
            case 2 -> {
                byte[] noise = new byte[random.nextInt(60)];
                random.nextBytes(noise);
                return noise;
            }
            case 3 -> {
                // Where the counts, keys and offsets are.
                int position = random.nextInt(Math.min(bytes.length, 40));
                bytes[position] = new byte[] {0, 1, -1, 127, -128}[random.nextInt(5)];
            }
            default -> {
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        return bytes;
    }

    private static void assertRefused(String hex, String fault)
    {
        assertThatThrownBy(() -> PortableFormat.parse(bytes(hex)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected a bitmap in the portable 64-bit roaring format, but what was found " + fault);
    }

    private static Slice bytes(String hex)
    {
        return Slices.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
