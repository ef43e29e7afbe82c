package dev.trinocrowd.export.outbox;

import dev.trinocrowd.storage.CorruptFileException;
import dev.trinocrowd.storage.ExclusiveCommitter;
import dev.trinocrowd.storage.FileStore;
import io.airlift.slice.Slices;
import io.trino.filesystem.Location;
import io.trino.filesystem.memory.MemoryFileSystem;
import org.junit.jupiter.api.Test;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestRowFile
{
    private static final Location TABLE = Location.of("memory:///table");
    private static final int SHARDS = 5;

    private final FileStore files = new FileStore(new MemoryFileSystem(), new ExclusiveCommitter());

    private record Row(long member, String payload)
    {}

    @Test
    void rowsComeByShardAndMemberAndThoseOfAMemberInTheirOrder()
    {
        Random random = new Random(7);
        List<Row> rows = IntStream.range(0, 30_000)
                .mapToObj(i -> new Row(random.nextInt(20) == 0 ? Long.MAX_VALUE - random.nextInt(9) : random.nextInt(5_000), "row " + i + "x".repeat(random.nextInt(60))))
                .toList();
        List<RowFileRecord> written;
        try (RowFileWriter writer = new RowFileWriter(files, TABLE, SHARDS, 10 << 20)) {
            rows.forEach(row -> writer.add(row.member(), Slices.utf8Slice(row.payload())));
            written = writer.finish();
        }
        assertThat(written).hasSize(1);
        assertThat(written.getFirst().rows()).isEqualTo(rows.size());
        RowFile file = RowFile.open(files, TABLE, written.getFirst());
        int found = 0;
        for (int shard = 0; shard < SHARDS; shard++) {
            int number = shard;
            List<Row> expected = rows.stream()
                    .filter(row -> Shards.shard(row.member(), SHARDS) == number)
                    .sorted((left, right) -> Long.compare(left.member(), right.member()))
                    .toList();
            assertThat(read(file.rows(shard))).isEqualTo(expected);
            found += expected.size();
        }
        assertThat(found).isEqualTo(rows.size());
    }

    @Test
    void aWriterWithoutRoomWritesSeveralFiles()
    {
        try (RowFileWriter writer = new RowFileWriter(files, TABLE, SHARDS, 100_000)) {
            IntStream.range(0, 10_000).forEach(i -> writer.add(i, Slices.utf8Slice("payload")));
            List<RowFileRecord> written = writer.finish();
            assertThat(written).hasSizeGreaterThan(2);
            assertThat(written.stream().mapToLong(RowFileRecord::rows).sum()).isEqualTo(10_000);
        }
    }

    @Test
    void aWriterThatIsNotFinishedLeavesNothing()
    {
        try (RowFileWriter writer = new RowFileWriter(files, TABLE, SHARDS, 100_000)) {
            IntStream.range(0, 10_000).forEach(i -> writer.add(i, Slices.utf8Slice("payload")));
        }
        assertThat(files.list(TABLE)).isEmpty();
    }

    @Test
    void eachChangedByteIsFound()
            throws Exception
    {
        RowFileRecord record;
        try (RowFileWriter writer = new RowFileWriter(files, TABLE, SHARDS, 100_000)) {
            IntStream.range(0, 50).forEach(i -> writer.add(i, Slices.utf8Slice("payload " + i)));
            record = writer.finish().getFirst();
        }
        byte[] content = files.readAll(TABLE.appendPath(record.path())).orElseThrow();
        for (int position = 0; position < content.length; position++) {
            byte[] changed = content.clone();
            changed[position] = (byte) (changed[position] ^ 1 << (position % 8));
            RowFileRecord copy = new RowFileRecord("changed-" + position, record.rows(), record.bytes(), record.footerBytes());
            try (OutputStream stream = files.create(TABLE.appendPath(copy.path()))) {
                stream.write(changed);
            }
            assertThatThrownBy(() -> {
                RowFile file = RowFile.open(files, TABLE, copy);
                for (int shard = 0; shard < file.shards(); shard++) {
                    read(file.rows(shard));
                }
            }).describedAs("byte %s", position).isInstanceOf(CorruptFileException.class);
        }
    }

    private static List<Row> read(RowCursor cursor)
    {
        List<Row> rows = new ArrayList<>();
        while (cursor.advance()) {
            rows.add(new Row(cursor.member(), cursor.payload().toStringUtf8()));
        }
        return rows;
    }
}
