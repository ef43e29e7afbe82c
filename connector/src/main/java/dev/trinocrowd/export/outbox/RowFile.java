package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.storage.ByteReader;
import dev.trinocrowd.storage.Checksums;
import dev.trinocrowd.storage.CorruptFileException;
import dev.trinocrowd.storage.FileStore;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.filesystem.Location;

import java.util.ArrayList;
import java.util.List;

import static dev.trinocrowd.export.outbox.RowFileWriter.FORMAT;
import static java.util.Objects.requireNonNull;

/// A file of rows that [RowFileWriter] has written.
public final class RowFile
{
    private static final int TRAILER_BYTES = Long.BYTES + Integer.BYTES;
    private static final int MAX_SHARDS = 65_536;

    private final FileStore files;
    private final Location location;
    private final long bytes;
    private final List<List<Block>> blocks;

    private record Block(long position, int bytes, int rows)
    {}

    private RowFile(FileStore files, Location location, long bytes, List<List<Block>> blocks)
    {
        this.files = requireNonNull(files, "files is null");
        this.location = requireNonNull(location, "location is null");
        this.bytes = bytes;
        this.blocks = blocks;
    }

    public static RowFile open(FileStore files, Location table, RowFileRecord file)
    {
        Location location = table.appendPath(file.path());
        String name = location.toString();
        byte[] end = files.read(location, file.bytes(), file.bytes() - file.footerBytes(), file.footerBytes());
        int footerBytes = end.length - TRAILER_BYTES;
        ByteReader trailer = new ByteReader(name, "trailer", end, Math.max(footerBytes, 0), TRAILER_BYTES);
        long checksum = trailer.readLong();
        trailer.check(trailer.readInt() == footerBytes && Checksums.checksum(end, 0, footerBytes) == checksum, "the footer's checksum is wrong");
        ByteReader footer = new ByteReader(name, "footer", end, 0, footerBytes);
        footer.check(footer.readVarint("format", Byte.MAX_VALUE) == FORMAT, "the format is unknown");
        int shards = footer.readVarint("number of shards", MAX_SHARDS);
        List<List<Block>> blocks = new ArrayList<>();
        long position = 0;
        for (int shard = 0; shard < shards; shard++) {
            ImmutableList.Builder<Block> ofShard = ImmutableList.builder();
            int count = footer.readVarint("number of blocks", Integer.MAX_VALUE);
            for (int i = 0; i < count; i++) {
                Block block = new Block(position, footer.readVarint("length of a block", Integer.MAX_VALUE), footer.readVarint("rows of a block", Integer.MAX_VALUE));
                position += block.bytes();
                ofShard.add(block);
            }
            blocks.add(ofShard.build());
        }
        footer.expectEnd();
        footer.check(position + file.footerBytes() == file.bytes(), "the blocks do not fill the file");
        return new RowFile(files, location, file.bytes(), ImmutableList.copyOf(blocks));
    }

    public int shards()
    {
        return blocks.size();
    }

    /// The rows of a shard, by member.
    public RowCursor rows(int shard)
    {
        return new Cursor(blocks.get(shard));
    }

    private final class Cursor
            implements RowCursor
    {
        private final List<Block> pending;
        private int nextBlock;
        private long[] members = new long[0];
        private int[] ends = new int[0];
        private byte[] body;
        private int firstStart;
        private int rows;
        private int row = -1;

        private Cursor(List<Block> pending)
        {
            this.pending = pending;
        }

        @Override
        public boolean advance()
        {
            if (++row < rows) {
                return true;
            }
            if (nextBlock == pending.size()) {
                body = null;
                return false;
            }
            read(pending.get(nextBlock++));
            row = 0;
            return true;
        }

        private void read(Block block)
        {
            body = files.read(location, bytes, block.position(), block.bytes());
            ByteReader reader = new ByteReader(location.toString(), "block at " + block.position(), body, 0, body.length);
            long checksum = reader.readLong();
            reader.check(Checksums.checksum(body, Long.BYTES, body.length - Long.BYTES) == checksum, "the checksum is wrong");
            rows = reader.readVarint("number of rows", block.rows());
            reader.check(rows == block.rows() && rows > 0, "the number of rows is not that of the footer");
            if (rows > members.length) {
                members = new long[rows];
                ends = new int[rows];
            }
            long member = 0;
            for (int i = 0; i < rows; i++) {
                member += reader.readVarint();
                members[i] = member;
            }
            int end = 0;
            for (int i = 0; i < rows; i++) {
                end += reader.readVarint("length of a payload", Integer.MAX_VALUE - end);
                ends[i] = end;
            }
            int start = reader.advance(end);
            reader.expectEnd();
            for (int i = 0; i < rows; i++) {
                ends[i] += start;
            }
            firstStart = start;
        }

        @Override
        public long member()
        {
            return members[row];
        }

        @Override
        public Slice payload()
        {
            if (body == null) {
                throw new CorruptFileException(location.toString(), "it is read beyond its end");
            }
            int start = row == 0 ? firstStart : ends[row - 1];
            return Slices.wrappedBuffer(body, start, ends[row] - start);
        }
    }
}
