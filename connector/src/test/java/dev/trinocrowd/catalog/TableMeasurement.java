package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.ChunkedSet;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.KeyValue;
import dev.trinocrowd.storage.EncodedKey;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.LinkCommitter;
import dev.trinocrowd.storage.TableWriter;
import io.trino.filesystem.Location;
import io.trino.filesystem.local.LocalFileSystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/// Times writing and reading sets on a local disk; a program, not a test.
final class TableMeasurement
{
    private static final int IDS = 20_000_000;
    private static final int KEYS = 5_000;

    private TableMeasurement()
    {}

    static void main()
            throws IOException
    {
        Random random = new Random(1);
        for (int round = 0; round < 2; round++) {
            for (int megabytes : new int[] {256, 16}) {
                measure("dense, in order", 1, megabytes, i -> i);
                measure("dense, mixed", 1, megabytes, i -> i * 7_368_787L % IDS);
                measure("1 in 64", 1, megabytes, i -> i * 64);
                measure("63 random bits", 1, megabytes, _ -> random.nextLong() >>> 1);
                measure("dense", KEYS, megabytes, i -> i * 7_368_787L % 1_000_000);
                measure("1 in 64", KEYS, megabytes, i -> i * 7_368_787L % 1_000_000 * 64);
                measure("63 random bits", KEYS, megabytes, _ -> random.nextLong() >>> 1);
            }
        }
    }

    private static void measure(String name, int keyCount, int megabytes, LongUnaryOperator ids)
            throws IOException
    {
        Path root = Files.createTempDirectory("crowd");
        FileStore files = new FileStore(new LocalFileSystem(root), new LinkCommitter(root));
        TableStore table = new TableStore(files, new CatalogCache(256 << 20, 1 << 20), Location.of("local:///crowd"), TableFixture.entry(8), Clock.systemUTC());
        Snapshot base = table.create(List.of());
        List<EncodedKey> keys = keyCount == 1
                ? ImmutableList.of(EncodedKey.EMPTY)
                : LongStream.range(0, keyCount).mapToObj(number -> KeyCoder.encode(KeyTuple.of(KeyValue.of(number)))).toList();
        Random chance = new Random(2);
        long start = System.nanoTime();
        TableWriter writer = table.insertWriter(Optional.of(base), (long) megabytes << 20);
        for (long i = 0; i < IDS; i++) {
            writer.add(keyCount == 1 ? EncodedKey.EMPTY : keys.get(chance.nextInt(keyCount)), ids.applyAsLong(i));
        }
        Snapshot snapshot = table.append(base, writer.finish());
        long written = System.nanoTime();
        long containers = 0;
        for (int bucket : snapshot.buckets()) {
            for (EncodedKey key : keys) {
                Optional<ChunkedSet> set = snapshot.bucket(bucket).find(key);
                for (int i = 0; i < set.map(ChunkedSet::chunkCount).orElse(0); i++) {
                    containers += set.orElseThrow().containerAt(i).isEmpty() ? 0 : 1;
                }
            }
        }
        long read = System.nanoTime();
        System.out.printf("%-16s %,d keys, %d MB, %,d rows: written in %,d ms, read in %,d ms (%,d containers), %.3f bytes a row%n",
                name, keyCount, megabytes, snapshot.rows(), (written - start) / 1_000_000, (read - written) / 1_000_000, containers,
                (double) snapshot.totals().bytes() / snapshot.rows());
        files.deleteFolder(Location.of("local:///crowd"));
    }
}
