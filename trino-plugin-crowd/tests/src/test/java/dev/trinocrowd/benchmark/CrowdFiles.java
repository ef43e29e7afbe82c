package dev.trinocrowd.benchmark;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.ChunkedSet;
import dev.trinocrowd.algebra.Family;
import dev.trinocrowd.algebra.FamilySource;
import dev.trinocrowd.algebra.IdSet;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.catalog.CatalogCache;
import dev.trinocrowd.catalog.SchemaStore;
import dev.trinocrowd.catalog.Snapshot;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.LinkCommitter;
import io.trino.filesystem.Location;
import io.trino.filesystem.local.LocalFileSystem;
import org.roaringbitmap.Container;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// The files of crowds, read past the engine, so that it can be seen what is read.
final class CrowdFiles
{
    private final SchemaStore schemas;
    private final AtomicLong opened = new AtomicLong();

    CrowdFiles(Path folder)
    {
        FileStore files = new FileStore(new LocalFileSystem(folder), new LinkCommitter(folder));
        schemas = new SchemaStore(files, new CatalogCache(64 << 20, 1 << 20), Location.of("local:///"), Clock.systemUTC(), () -> Duration.ZERO);
    }

    Snapshot table(String schema, String table)
    {
        return schemas.table(schemas.schema(schema).table(table).orElseThrow()).latest();
    }

    /// A bucket of a table without keys, whose opened containers are counted.
    FamilySource bucket(Snapshot table, int bucket)
    {
        FamilySource family = table.bucket(bucket).family(_ -> true);
        return family.size() == 0 ? Family.of(IdSet.EMPTY) : new Family(ImmutableList.of(KeyTuple.EMPTY), ImmutableList.of(new Observed(family.set(0), opened)));
    }

    long opened()
    {
        return opened.getAndSet(0);
    }

    private record Observed(ChunkedSet set, AtomicLong opened)
            implements ChunkedSet
    {
        @Override
        public long cardinality()
        {
            return set.cardinality();
        }

        @Override
        public int chunkCount()
        {
            return set.chunkCount();
        }

        @Override
        public long chunkAt(int index)
        {
            return set.chunkAt(index);
        }

        @Override
        public int cardinalityAt(int index)
        {
            return set.cardinalityAt(index);
        }

        @Override
        public Container containerAt(int index)
        {
            opened.incrementAndGet();
            return set.containerAt(index);
        }
    }
}
