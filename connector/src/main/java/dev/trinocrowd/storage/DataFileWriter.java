package dev.trinocrowd.storage;

import org.roaringbitmap.Container;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static dev.trinocrowd.storage.DataFileFormat.HEADER_MAGIC;
import static dev.trinocrowd.storage.DataFileFormat.MAX_CHUNK;
import static dev.trinocrowd.storage.DataFileFormat.PAGE_BYTES;
import static dev.trinocrowd.storage.DataFileFormat.PAGE_CHUNKS;
import static dev.trinocrowd.storage.DataFileFormat.TRAILER_MAGIC;
import static dev.trinocrowd.storage.DataFileFormat.VERSION;
import static java.util.Objects.requireNonNull;

/// Writes a data file from its start to its end: keys in ascending order, and the chunks of each in ascending order.
///
/// A key that gets no chunk is not written. Of a set no more than a page and the directory is held.
public final class DataFileWriter
        implements AutoCloseable
{
    private final OutputStream stream;
    private final SetKind kind;
    private final int bucket;
    private final int bucketCount;
    private final ByteWriter page = new ByteWriter();
    private final ByteWriter chunkEntries = new ByteWriter();
    private final ByteWriter pageEntries = new ByteWriter();
    private final ByteWriter directory = new ByteWriter();
    private final ByteWriter footer = new ByteWriter();
    private final ContainerEncoder encoder = new ContainerEncoder();
    private final DataFileSummary.Builder summary = new DataFileSummary.Builder();

    private EncodedKey previousKey;
    private EncodedKey key;
    private int chunks;
    private int pages;
    private int pageChunks;
    private long pagesBytes;
    private long previousChunk;
    private long cardinality;
    private long first;
    private long last;
    private int keys;
    private long position;

    /// @param stream closed with the writer
    public DataFileWriter(OutputStream stream, SetKind kind, int bucket, int bucketCount)
    {
        this.stream = requireNonNull(stream, "stream is null");
        this.kind = requireNonNull(kind, "kind is null");
        checkArgument(bucket >= 0 && bucket < bucketCount, "the bucket must be 0 to %s, found %s", bucketCount - 1, bucket);
        this.bucket = bucket;
        this.bucketCount = bucketCount;
        page.writeBytes(HEADER_MAGIC);
        page.writeByte(VERSION);
        page.writeByte(kind.code());
        write(page);
    }

    public void startKey(EncodedKey key)
    {
        checkState(this.key == null, "the previous key was not ended");
        checkArgument(previousKey == null || previousKey.compareTo(key) < 0, "keys must ascend");
        this.key = requireNonNull(key, "key is null");
        chunks = 0;
        pages = 0;
        pageChunks = 0;
        pagesBytes = 0;
        cardinality = 0;
        previousChunk = -1;
        chunkEntries.clear();
        pageEntries.clear();
    }

    /// @param container may be empty, and then is left out
    public void addChunk(long chunk, Container container)
    {
        checkState(key != null, "there is no key");
        checkArgument(chunk > previousChunk && chunk <= MAX_CHUNK, "chunks must ascend from 0 to %s, found %s after %s", MAX_CHUNK, chunk, previousChunk);
        if (container.isEmpty()) {
            return;
        }
        encoder.plan(container);
        long delta = chunk - previousChunk - 1;
        if (encoder.cardinality() == 1) {
            chunkEntries.writeVarint(delta << 1);
        }
        else {
            chunkEntries.writeVarint(delta << 1 | 1);
            chunkEntries.writeVarint((encoder.cardinality() - 1L) * ContainerForm.COUNT + encoder.form().code());
            if (encoder.form() == ContainerForm.RUNS) {
                chunkEntries.writeVarint(encoder.runs());
            }
        }
        encoder.write(page);
        if (chunks == 0) {
            first = chunk << 16 | encoder.first();
        }
        last = chunk << 16 | encoder.last();
        cardinality += encoder.cardinality();
        previousChunk = chunk;
        chunks++;
        pageChunks++;
        if (page.size() >= PAGE_BYTES || pageChunks == PAGE_CHUNKS) {
            endPage();
        }
    }

    private void endPage()
    {
        pageEntries.writeVarint(pageChunks);
        pageEntries.writeLong(page.checksum());
        pagesBytes += page.size();
        pages++;
        pageChunks = 0;
        write(page);
    }

    /// @return how many ids the key got
    public long endKey()
    {
        checkState(key != null, "there is no key");
        if (pageChunks > 0) {
            endPage();
        }
        if (chunks > 0) {
            directory.writeVarint(chunks);
            directory.writeVarint(pages);
            directory.append(chunkEntries);
            directory.append(pageEntries);
            footer.writeVarint(key.length());
            footer.writeBytes(key.sharedBytes());
            footer.writeVarint(cardinality - 1);
            footer.writeVarint(first);
            footer.writeVarint(last - first);
            footer.writeVarint(pagesBytes);
            footer.writeVarint(directory.size());
            footer.writeLong(directory.checksum());
            write(directory);
            summary.add(key, cardinality, first, last);
            keys++;
        }
        previousKey = key;
        key = null;
        return cardinality;
    }

    /// Writes the footer. Without keys there is nothing to say, and the file is better deleted.
    ///
    /// @return empty if there are no keys
    public Optional<DataFileSummary> finish()
    {
        checkState(key == null, "the last key was not ended");
        ByteWriter end = new ByteWriter();
        end.writeByte(VERSION);
        end.writeByte(kind.code());
        end.writeVarint(bucket);
        end.writeVarint(bucketCount);
        end.writeVarint(keys);
        end.append(footer);
        int footerBytes = end.size();
        end.writeLong(end.checksum());
        end.writeInt(footerBytes);
        end.writeBytes(TRAILER_MAGIC);
        write(end);
        close();
        return keys == 0 ? Optional.empty() : Optional.of(summary.build(position, footerBytes));
    }

    private void write(ByteWriter bytes)
    {
        try {
            bytes.writeTo(stream);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        position += bytes.size();
        bytes.clear();
    }

    /// What is held besides the page and the directory at hand grows with the keys.
    public long retainedBytes()
    {
        return page.retainedBytes() + chunkEntries.retainedBytes() + pageEntries.retainedBytes() + directory.retainedBytes() + footer.retainedBytes();
    }

    @Override
    public void close()
    {
        try {
            stream.close();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
