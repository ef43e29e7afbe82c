package dev.trinocrowd.catalog;

import dev.trinocrowd.algebra.ChunkedSet;
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

/// Times writing and reading one set on a local disk; a program, not a test.
final class TableMeasurement
{
    private static final int IDS = 20_000_000;

    private TableMeasurement()
    {}

    static void main()
            throws IOException
    {
        Random random = new Random(1);
        for (int round = 0; round < 2; round++) {
            measure("dense, in order", i -> i);
            measure("dense, mixed", i -> i * 7_368_787L % IDS);
            measure("1 in 64", i -> i * 64);
            measure("63 random bits", _ -> random.nextLong() >>> 1);
        }
    }

    private static void measure(String name, LongUnaryOperator ids)
            throws IOException
    {
        Path root = Files.createTempDirectory("crowd");
        FileStore files = new FileStore(new LocalFileSystem(root), new LinkCommitter(root));
        TableStore table = new TableStore(files, new CatalogCache(256 << 20, 1 << 20), Location.of("local:///crowd"), TableFixture.entry(8), Clock.systemUTC());
        Snapshot base = table.create(List.of());
        long start = System.nanoTime();
        TableWriter writer = table.insertWriter(Optional.of(base), 256 << 20);
        for (long i = 0; i < IDS; i++) {
            writer.add(EncodedKey.EMPTY, ids.applyAsLong(i));
        }
        Snapshot snapshot = table.append(base, writer.finish());
        long written = System.nanoTime();
        long containers = 0;
        for (int bucket : snapshot.buckets()) {
            ChunkedSet set = snapshot.bucket(bucket).find(EncodedKey.EMPTY).orElseThrow();
            for (int i = 0; i < set.chunkCount(); i++) {
                containers += set.containerAt(i).isEmpty() ? 0 : 1;
            }
        }
        long read = System.nanoTime();
        System.out.printf("%-16s %,d rows: written in %,d ms, read in %,d ms (%,d containers), %.3f bytes a row%n",
                name, snapshot.rows(), (written - start) / 1_000_000, (read - written) / 1_000_000, containers, (double) snapshot.totals().bytes() / snapshot.rows());
        files.deleteFolder(Location.of("local:///crowd"));
    }
}
