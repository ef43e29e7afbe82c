package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.storage.ByteWriter;
import dev.trinocrowd.storage.FileStore;
import io.airlift.slice.Slice;
import io.trino.filesystem.Location;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

/// Writes rows, in any order, into files that have them by shard and member.
///
/// A file is blocks, a footer and a trailer. A block has the checksum of what follows, the number of its rows, the first member and the
/// distance of each member to the one before, the lengths of the payloads, and the payloads. The footer has the blocks of each shard, each by
/// its bytes and its rows. The trailer has the footer's checksum and its length.
///
/// Nothing of it is visible until its result is committed. Not for several threads at a time.
public final class RowFileWriter
        implements AutoCloseable
{
    public static final String FOLDER = "rows";
    static final int FORMAT = 1;
    private static final int BLOCK_ROWS = 8_192;
    private static final int BLOCK_BYTES = 256 * 1024;

    private final FileStore files;
    private final Location table;
    private final int shards;
    private final long maxBytes;
    private final List<RowFileRecord> written = new ArrayList<>();
    private RowBuffer[] buffers;
    private long bufferedBytes;
    private boolean isFinished;

    /// @param table the export table's folder
    /// @param maxBytes what may be held before a file is written
    public RowFileWriter(FileStore files, Location table, int shards, long maxBytes)
    {
        this.files = requireNonNull(files, "files is null");
        this.table = requireNonNull(table, "table is null");
        checkArgument(shards > 0, "the number of shards must be positive, found %s", shards);
        this.shards = shards;
        checkArgument(maxBytes > 0, "the memory of a writer must be positive, found %s", maxBytes);
        this.maxBytes = maxBytes;
        buffers = new RowBuffer[shards];
    }

    public void add(long member, Slice payload)
    {
        checkState(!isFinished, "the writer is finished");
        checkArgument(member >= 0, "a member must not be negative, found %s", member);
        int shard = Shards.shard(member, shards);
        RowBuffer buffer = buffers[shard];
        if (buffer == null) {
            buffer = new RowBuffer();
            buffers[shard] = buffer;
            bufferedBytes += buffer.retainedBytes();
        }
        long before = buffer.retainedBytes();
        buffer.add(member, payload);
        bufferedBytes += buffer.retainedBytes() - before;
        if (bufferedBytes > maxBytes) {
            flush();
        }
    }

    public long retainedBytes()
    {
        return bufferedBytes;
    }

    public List<RowFileRecord> finish()
    {
        checkState(!isFinished, "the writer is finished");
        if (bufferedBytes > 0) {
            flush();
        }
        isFinished = true;
        return ImmutableList.copyOf(written);
    }

    /// Deletes what an unfinished writer has written.
    @Override
    public void close()
    {
        if (!isFinished) {
            files.deleteQuietly(written.stream().map(file -> table.appendPath(file.path())).toList());
            isFinished = true;
        }
    }

    private void flush()
    {
        String path = "%s/%s".formatted(FOLDER, UUID.randomUUID());
        Location location = table.appendPath(path);
        ByteWriter footer = new ByteWriter();
        footer.writeVarint(FORMAT);
        footer.writeVarint(shards);
        long rows = 0;
        long bytes = 0;
        try (OutputStream stream = files.create(location)) {
            for (int shard = 0; shard < shards; shard++) {
                RowBuffer buffer = buffers[shard];
                if (buffer == null) {
                    footer.writeVarint(0);
                    continue;
                }
                rows += buffer.rows();
                bytes += writeShard(stream, buffer, footer);
            }
            long checksum = footer.checksum();
            ByteWriter trailer = new ByteWriter();
            trailer.writeLong(checksum);
            trailer.writeInt(footer.size());
            footer.writeTo(stream);
            trailer.writeTo(stream);
            int footerBytes = footer.size() + trailer.size();
            written.add(new RowFileRecord(path, rows, bytes + footerBytes, footerBytes));
        }
        catch (IOException e) {
            files.deleteQuietly(List.of(location));
            throw new UncheckedIOException(e);
        }
        files.sync(location);
        buffers = new RowBuffer[shards];
        bufferedBytes = 0;
    }

    /// @return how many bytes were written
    private static long writeShard(OutputStream stream, RowBuffer buffer, ByteWriter footer)
            throws IOException
    {
        record Block(int bytes, int rows)
        {}

        List<Block> blocks = new ArrayList<>();
        int[] order = buffer.order();
        ByteWriter body = new ByteWriter();
        ByteWriter head = new ByteWriter();
        int from = 0;
        while (from < order.length) {
            int to = from;
            long payloadBytes = 0;
            while (to < order.length && to - from < BLOCK_ROWS && (to == from || payloadBytes < BLOCK_BYTES)) {
                payloadBytes += buffer.payloadBytes(order[to++]);
            }
            body.clear();
            body.writeVarint(to - from);
            long previous = 0;
            for (int i = from; i < to; i++) {
                long member = buffer.member(order[i]);
                body.writeVarint(member - previous);
                previous = member;
            }
            for (int i = from; i < to; i++) {
                body.writeVarint(buffer.payloadBytes(order[i]));
            }
            for (int i = from; i < to; i++) {
                buffer.writePayload(order[i], body);
            }
            head.clear();
            head.writeLong(body.checksum());
            head.writeTo(stream);
            body.writeTo(stream);
            blocks.add(new Block(head.size() + body.size(), to - from));
            from = to;
        }
        footer.writeVarint(blocks.size());
        long written = 0;
        for (Block block : blocks) {
            footer.writeVarint(block.bytes());
            footer.writeVarint(block.rows());
            written += block.bytes();
        }
        return written;
    }
}
