package dev.trinocrowd.storage;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.Buckets;
import dev.trinocrowd.algebra.IdSet;
import io.trino.filesystem.Location;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.lang.Math.max;
import static java.util.Objects.requireNonNull;

/// Writes rows, in any order and with repeats, into one file a bucket.
///
/// Nothing of it is visible until its result is committed. Not for several threads at a time.
public final class TableWriter
        implements AutoCloseable
{
    /// Less is not worth a file.
    private static final int MIN_BUCKET_BYTES = 64 * 1024;

    private final FileStore files;
    private final Location table;
    private final SetKind kind;
    private final int bucketCount;
    private final Optional<BaseSets> base;
    private final long maxBytes;
    private final IdScratch scratch = new IdScratch();
    private final Map<Integer, BucketWriter> writers = new TreeMap<>();
    private final BucketWriter[] writerOfBucket;
    private final List<WrittenBucket> written = new ArrayList<>();
    private long writersBytes;
    private long lastChunk = -1;
    private BucketWriter lastWriter;
    private boolean isFinished;

    /// @param table the table's folder
    /// @param base the table as it is, so that only ids that change it are written; empty to write all
    /// @param maxBytes what may be held before a part is written to a file
    public TableWriter(FileStore files, Location table, SetKind kind, int bucketCount, Optional<BaseSets> base, long maxBytes)
    {
        this.files = requireNonNull(files, "files is null");
        this.table = requireNonNull(table, "table is null");
        this.kind = requireNonNull(kind, "kind is null");
        checkArgument(bucketCount > 0, "the number of buckets must be positive, found %s", bucketCount);
        this.bucketCount = bucketCount;
        this.base = requireNonNull(base, "base is null");
        checkArgument(maxBytes > 0, "the memory of a writer must be positive, found %s", maxBytes);
        this.maxBytes = maxBytes;
        this.writerOfBucket = new BucketWriter[bucketCount];
    }

    public void add(EncodedKey key, long id)
    {
        checkState(!isFinished, "the writer is finished");
        if (id < 0) {
            throw new IllegalArgumentException("an id must not be negative, found " + id);
        }
        // Rows often come in runs of a chunk.
        if (IdSet.chunk(id) != lastChunk) {
            lastChunk = IdSet.chunk(id);
            lastWriter = writer(Buckets.bucketOfChunk(lastChunk, bucketCount));
        }
        BucketWriter writer = lastWriter;
        long before = writer.retainedBytes();
        writer.add(key, id);
        writersBytes += writer.retainedBytes() - before;
        if (writersBytes > max(maxBytes, (long) MIN_BUCKET_BYTES * writers.size())) {
            makeRoom();
        }
    }

    private BucketWriter writer(int bucket)
    {
        BucketWriter writer = writerOfBucket[bucket];
        if (writer == null) {
            writer = new BucketWriter(files, table, kind, bucket, bucketCount, scratch);
            writerOfBucket[bucket] = writer;
            writers.put(bucket, writer);
            writersBytes += writer.retainedBytes();
        }
        return writer;
    }

    private void makeRoom()
    {
        // Half of it, so that the next time is as many rows away as this was.
        List<BucketWriter> bySize = writers.values().stream()
                .sorted((left, right) -> Long.compare(right.retainedBytes(), left.retainedBytes()))
                .toList();
        for (BucketWriter writer : bySize) {
            if (writersBytes <= maxBytes / 2) {
                break;
            }
            long before = writer.retainedBytes();
            writer.makeRoom();
            writersBytes += writer.retainedBytes() - before;
        }
    }

    public long retainedBytes()
    {
        return writersBytes + scratch.retainedBytes();
    }

    /// @return for each bucket that got a row, in ascending order, what was written
    public List<WrittenBucket> finish()
    {
        checkState(!isFinished, "the writer is finished");
        for (BucketWriter writer : writers.values()) {
            written.add(writer.finish(base));
        }
        isFinished = true;
        return ImmutableList.copyOf(written);
    }

    /// Deletes what an unfinished writer has written.
    @Override
    public void close()
    {
        if (!isFinished) {
            writers.values().forEach(BucketWriter::abort);
            files.deleteQuietly(written.stream().flatMap(bucket -> bucket.path().stream()).map(table::appendPath).toList());
            isFinished = true;
        }
    }
}
