package dev.trinocrowd.storage;

import dev.trinocrowd.algebra.ChunkedSet;
import io.trino.filesystem.Location;
import io.trino.filesystem.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.CharIterator;
import org.roaringbitmap.Container;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestDataFile
{
    private static final Location TABLE = Location.of("memory:///table");

    private final MemoryFileSystem fileSystem = new MemoryFileSystem();
    private final FileStore files = new FileStore(fileSystem, new ExclusiveCommitter());

    @Test
    void whatIsReadIsWhatWasWritten()
    {
        for (int seed = 0; seed < 300; seed++) {
            checkRoundTrip(seed);
        }
    }

    @Test
    @Tag("nightly")
    void whatIsReadIsWhatWasWrittenOfMuchData()
    {
        for (int seed = 300; seed < 20_000; seed++) {
            checkRoundTrip(seed);
        }
    }

    private void checkRoundTrip(int seed)
    {
        Map<EncodedKey, long[]> sets = randomSets(new Random(seed));
        Written written = write(sets, 64 << 20);
        Map<EncodedKey, long[]> nonEmpty = new TreeMap<>(sets);
        nonEmpty.values().removeIf(ids -> ids.length == 0);
        if (nonEmpty.isEmpty()) {
            assertThat(written.path()).as("seed %s", seed).isEmpty();
            return;
        }
        DataFile file = open(written);
        assertThat(file.keys()).isEqualTo(nonEmpty.size());
        int ordinal = 0;
        for (Map.Entry<EncodedKey, long[]> entry : nonEmpty.entrySet()) {
            long[] ids = entry.getValue();
            assertThat(file.key(ordinal)).isEqualTo(entry.getKey());
            assertThat(file.find(entry.getKey())).isEqualTo(ordinal);
            assertThat(file.cardinality(ordinal)).isEqualTo(ids.length);
            assertThat(file.minId(ordinal)).isEqualTo(ids[0]);
            assertThat(file.maxId(ordinal)).isEqualTo(ids[ids.length - 1]);
            assertThat(ids(file.set(ordinal))).as("seed %s, key %s", seed, ordinal).isEqualTo(ids);
            ordinal++;
        }
        assertThat(file.find(key("no such key"))).isEqualTo(-1);
    }

    @Test
    void equalSetsAreEqualBytesWhateverTheOrderAndTheMemory()
    {
        Random random = new Random(7);
        long[] ids = random.longs(300_000, 0, 3_000_000).toArray();
        byte[] whole = bytes(writeRows(key("a"), ids, 64 << 20).orElseThrow());
        long[] twice = LongStream.concat(Arrays.stream(ids).sorted(), Arrays.stream(ids)).toArray();
        byte[] inParts = bytes(writeRows(key("a"), twice, 1 << 18).orElseThrow());
        assertThat(inParts).isEqualTo(whole);
        assertThat(fileCount()).isEqualTo(2);
    }

    @Test
    void memoryStaysBelowItsLimitAndRepeatsTakeNone()
    {
        TableWriter writer = new TableWriter(files, TABLE, SetKind.MEMBERS, 1, Optional.empty(), 1 << 20);
        long most = 0;
        for (int i = 0; i < 3_000_000; i++) {
            writer.add(key("a"), i % 5);
            most = Math.max(most, writer.retainedBytes());
        }
        assertThat(most).isLessThan(3 << 20);
        List<WrittenBucket> written = writer.finish();
        assertThat(written.getFirst().summary().orElseThrow().rows()).isEqualTo(5);
        // repeats were removed without a file
        assertThat(fileCount()).isEqualTo(1);
    }

    @Test
    void millionKeysAreWrittenAndFound()
    {
        TableWriter writer = new TableWriter(files, TABLE, SetKind.MEMBERS, 1, Optional.empty(), 32 << 20);
        int keys = 1_000_000;
        for (int i = 0; i < keys; i++) {
            writer.add(key("key " + i * 7919L % keys), i);
        }
        WrittenBucket written = writer.finish().getFirst();
        assertThat(written.summary().orElseThrow().counts()).isEmpty();
        DataFile file = open(new Written(written.path(), written.summary()));
        assertThat(file.keys()).isEqualTo(keys);
        for (int i = 0; i < keys; i += 9_973) {
            int ordinal = file.find(key("key " + i * 7919L % keys));
            assertThat(ids(file.set(ordinal))).containsExactly(i);
        }
    }

    @Test
    void longKeysAreKept()
    {
        String prefix = "x".repeat(65_530);
        Map<EncodedKey, long[]> sets = new TreeMap<>();
        for (int i = 0; i < 10; i++) {
            sets.put(key(prefix + i), new long[] {i, 1L << (20 + i)});
        }
        Written written = write(sets, 64 << 20);
        DataFileSummary summary = written.summary().orElseThrow();
        assertThat(summary.minKey().length()).isLessThanOrEqualTo(256);
        assertThat(summary.minKey()).isLessThanOrEqualTo(key(prefix + 0));
        assertThat(summary.maxKey()).isGreaterThanOrEqualTo(key(prefix + 9));
        DataFile file = open(written);
        sets.forEach((key, ids) -> assertThat(ids(file.set(file.find(key)))).isEqualTo(ids));
    }

    @Test
    void denseSetIsNotLargerThanRoaring()
    {
        long[] ids = LongStream.range(0, 1_100_000).filter(id -> id % 11 != 3).toArray();
        assertThat(ratio(ids)).isLessThan(1.01);
    }

    @Test
    void sparseSetIsNotLargerThanRoaring()
    {
        long[] ids = LongStream.range(0, 1_000_000).filter(id -> id % 10 != 3).map(id -> id * 64).toArray();
        assertThat(ratio(ids)).isLessThan(1.01);
    }

    @Test
    void scatteredIdsTakeSevenBytes()
    {
        long[] ids = new Random(1).longs(200_000, 0, Long.MAX_VALUE).sorted().distinct().toArray();
        long bytes = writeRows(key("a"), ids, 64 << 20).orElseThrow().summary().orElseThrow().bytes();
        assertThat((double) bytes / ids.length).isLessThan(7.05);
    }

    private double ratio(long[] ids)
    {
        long bytes = writeRows(key("a"), ids, 64 << 20).orElseThrow().summary().orElseThrow().bytes();
        Roaring64NavigableMap roaring = new Roaring64NavigableMap();
        Arrays.stream(ids).forEach(roaring::addLong);
        roaring.runOptimize();
        return (double) bytes / roaring.getSizeInBytes();
    }

    @Test
    void countingReadsOneFooterAndNoSet()
    {
        FaultyFileSystem counting = new FaultyFileSystem(fileSystem);
        Written written = write(Map.of(key("a"), new long[] {1, 2}, key("b"), new long[] {70_000}), 64 << 20);
        DataFile file = DataFile.open(new FileStore(counting, new ExclusiveCommitter()), new StorageCache(1 << 20), location(written), written.summary().orElseThrow().bytes(),
                written.summary().orElseThrow().footerBytes(), 0);
        for (int i = 0; i < file.keys(); i++) {
            assertThat(file.set(i).cardinality()).isPositive();
        }
        assertThat(counting.calls()).isEqualTo(1);
    }

    @Test
    void pagesAreFetchedOnce()
    {
        FaultyFileSystem counting = new FaultyFileSystem(fileSystem);
        Written written = writeRows(key("a"), LongStream.range(0, 40).map(i -> i << 16 | i).toArray(), 1 << 20).orElseThrow();
        DataFile file = DataFile.open(new FileStore(counting, new ExclusiveCommitter()), new StorageCache(1 << 20), location(written), written.summary().orElseThrow().bytes(),
                written.summary().orElseThrow().footerBytes(), 0);
        ids(file.set(0));
        ids(file.set(0));
        // the footer, and the small set in one piece
        assertThat(counting.calls()).isEqualTo(2);
    }

    @Test
    void damageIsReported()
    {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            fuzz(random, 40);
        }
    }

    @Test
    @Tag("nightly")
    void damageIsReportedMillionsOfTimes()
    {
        Random random = new Random(12);
        for (int round = 0; round < 20_000; round++) {
            fuzz(random, 100);
        }
    }

    /// Any change of a file is either found out, or changes nothing that can be read.
    private void fuzz(Random random, int changes)
    {
        Map<EncodedKey, long[]> sets = randomSets(random);
        sets.values().removeIf(ids -> ids.length == 0 || ids.length > 3_000);
        if (sets.isEmpty()) {
            return;
        }
        Written written = write(sets, 64 << 20);
        byte[] good = bytes(written);
        for (int change = 0; change < changes; change++) {
            byte[] bad = good.clone();
            if (random.nextInt(4) == 0) {
                bad = Arrays.copyOf(bad, random.nextInt(bad.length));
            }
            else {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            checkDamaged(sets, bad, written.summary().orElseThrow().footerBytes());
        }
        deleteAll();
    }

    /// The same where the checksums are right, as a malicious writer would make them.
    @Test
    void footersAndDirectoriesAreNotTrustedEvenWithRightChecksums()
    {
        Random random = new Random(13);
        for (int round = 0; round < 3_000; round++) {
            Map<EncodedKey, long[]> sets = Map.of(key("k"), random.longs(1 + random.nextInt(50), 0, 1L << (10 + random.nextInt(50))).sorted().distinct().toArray());
            Written written = write(sets, 1 << 20);
            byte[] bad = bytes(written);
            int footerBytes = written.summary().orElseThrow().footerBytes();
            int footerStart = bad.length - DataFileFormat.TRAILER_BYTES - footerBytes;
            if (random.nextBoolean()) {
                bad[footerStart + random.nextInt(footerBytes)] ^= (byte) (1 << random.nextInt(8));
            }
            else {
                // the directory, whose checksum is the last number of the footer
                int start = DataFileFormat.HEADER_BYTES;
                bad[start + random.nextInt(footerStart - start)] ^= (byte) (1 << random.nextInt(8));
                int directoryBytes = directoryBytes(bad, footerStart, footerBytes);
                writeLong(bad, footerStart + footerBytes - Long.BYTES, Checksums.checksum(bad, footerStart - directoryBytes, directoryBytes));
            }
            writeLong(bad, footerStart + footerBytes, Checksums.checksum(bad, footerStart, footerBytes));
            try {
                DataFile file = open(replaced(bad), bad.length, footerBytes);
                for (int i = 0; i < file.keys(); i++) {
                    ids(file.set(i));
                }
            }
            catch (CorruptFileException e) {
                assertThat(e).hasMessageContaining("bad.crowd is corrupt");
            }
            deleteAll();
        }
    }

    private static int directoryBytes(byte[] bytes, int footerStart, int footerBytes)
    {
        ByteReader reader = new ByteReader("file", "footer", bytes, footerStart, footerBytes);
        reader.advance(2);
        reader.readVarint();
        reader.readVarint();
        reader.readVarint();
        reader.advance((int) reader.readVarint());
        for (int i = 0; i < 4; i++) {
            reader.readVarint();
        }
        return (int) reader.readVarint();
    }

    private static void writeLong(byte[] bytes, int position, long value)
    {
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[position + i] = (byte) (value >>> (Byte.SIZE * i));
        }
    }

    private void checkDamaged(Map<EncodedKey, long[]> sets, byte[] bad, int footerBytes)
    {
        try {
            DataFile file = open(replaced(bad), bad.length, footerBytes);
            assertThat(file.keys()).isEqualTo(sets.size());
            for (Map.Entry<EncodedKey, long[]> entry : sets.entrySet()) {
                assertThat(ids(file.set(file.find(entry.getKey())))).isEqualTo(entry.getValue());
            }
        }
        catch (CorruptFileException e) {
            assertThat(e.file()).endsWith("bad.crowd");
        }
    }

    private Location replaced(byte[] bytes)
    {
        Location location = TABLE.appendPath("bad.crowd");
        try {
            fileSystem.newOutputFile(location).createOrOverwrite(bytes);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return location;
    }

    @Test
    void fileOfAnotherLengthIsReported()
    {
        Written written = writeRows(key("a"), new long[] {1, 2, 3}, 1 << 20).orElseThrow();
        assertThatThrownBy(() -> open(location(written), written.summary().orElseThrow().bytes() + 7, 0))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("but ends before");
    }

    @Test
    void negativeIdsAreRefused()
    {
        TableWriter writer = new TableWriter(files, TABLE, SetKind.MEMBERS, 4, Optional.empty(), 1 << 20);
        assertThatThrownBy(() -> writer.add(EncodedKey.EMPTY, -5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an id must not be negative, found -5");
    }

    @Test
    void abandonedWriterLeavesNoFile()
    {
        try (TableWriter writer = new TableWriter(files, TABLE, SetKind.MEMBERS, 1, Optional.empty(), 1 << 16)) {
            for (long id = 0; id < 100_000; id++) {
                writer.add(EncodedKey.EMPTY, id * 1_000_003);
            }
            assertThat(fileCount()).isPositive();
        }
        assertThat(fileCount()).isZero();
    }

    record Written(Optional<String> path, Optional<DataFileSummary> summary)
    {}

    private Written write(Map<EncodedKey, long[]> sets, long memory)
    {
        try (TableWriter writer = new TableWriter(files, TABLE, SetKind.MEMBERS, 1, Optional.empty(), memory)) {
            List<EncodedKey> keys = new ArrayList<>(sets.keySet());
            Collections.shuffle(keys, new Random(1));
            keys.forEach(key -> Arrays.stream(sets.get(key)).forEach(id -> writer.add(key, id)));
            List<WrittenBucket> written = writer.finish();
            return written.isEmpty() ? new Written(Optional.empty(), Optional.empty()) : new Written(written.getFirst().path(), written.getFirst().summary());
        }
    }

    private Optional<Written> writeRows(EncodedKey key, long[] ids, long memory)
    {
        return Optional.of(write(Map.of(key, ids), memory));
    }

    private static Location location(Written written)
    {
        return TABLE.appendPath(written.path().orElseThrow());
    }

    private DataFile open(Written written)
    {
        DataFileSummary summary = written.summary().orElseThrow();
        return open(location(written), summary.bytes(), summary.footerBytes());
    }

    private DataFile open(Location location, long bytes, int footerBytes)
    {
        return DataFile.open(files, new StorageCache(0), location, bytes, footerBytes, DataFile.DEFAULT_READ_AHEAD);
    }

    private byte[] bytes(Written written)
    {
        return files.readAll(location(written)).orElseThrow();
    }

    private int fileCount()
    {
        return files.list(TABLE).size();
    }

    private void deleteAll()
    {
        files.deleteFolder(TABLE);
    }

    static long[] ids(ChunkedSet set)
    {
        LongStream.Builder ids = LongStream.builder();
        for (int i = 0; i < set.chunkCount(); i++) {
            Container container = set.containerAt(i);
            assertThat(container.getCardinality()).isEqualTo(set.cardinalityAt(i)).isPositive();
            CharIterator iterator = container.getCharIterator();
            while (iterator.hasNext()) {
                ids.add(set.chunkAt(i) << 16 | iterator.next());
            }
        }
        return ids.build().toArray();
    }

    static EncodedKey key(String text)
    {
        return EncodedKey.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<EncodedKey, long[]> randomSets(Random random)
    {
        Map<EncodedKey, long[]> sets = new TreeMap<>();
        int keys = random.nextInt(6);
        for (int i = 0; i < keys; i++) {
            sets.put(key("k" + random.nextInt(100)), randomIds(random));
        }
        return sets;
    }

    private static long[] randomIds(Random random)
    {
        TreeSet<Long> ids = new TreeSet<>();
        for (int part = random.nextInt(4); part > 0; part--) {
            long start = random.nextLong() >>> (1 + random.nextInt(60));
            int count = random.nextInt(1 << random.nextInt(14));
            int step = 1 << random.nextInt(12);
            boolean isRun = random.nextBoolean();
            for (int i = 0; i < count; i++) {
                long id = start + (isRun ? i : random.nextLong(1 + (long) count * step));
                if (id >= 0) {
                    ids.add(id);
                }
            }
        }
        return ids.stream().mapToLong(id -> id).toArray();
    }
}
