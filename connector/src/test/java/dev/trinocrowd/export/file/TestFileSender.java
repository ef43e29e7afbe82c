package dev.trinocrowd.export.file;

import com.google.common.hash.Hashing;
import dev.trinocrowd.export.delivery.Batch;
import dev.trinocrowd.export.delivery.BatchId;
import dev.trinocrowd.export.delivery.BatchOutcome;
import dev.trinocrowd.export.delivery.BatchState;
import dev.trinocrowd.export.delivery.CrashPoints;
import dev.trinocrowd.export.delivery.CrashPoints.SimulatedCrash;
import dev.trinocrowd.export.delivery.DeliveryFixture;
import dev.trinocrowd.export.delivery.DeliveryId;
import dev.trinocrowd.export.delivery.Idempotency;
import dev.trinocrowd.export.delivery.LaneSummary;
import dev.trinocrowd.export.delivery.MemoryJournal;
import dev.trinocrowd.export.delivery.OnUnknown;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.PayloadColumn;
import dev.trinocrowd.export.delivery.PayloadKind;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.delivery.TestingRow;
import dev.trinocrowd.export.delivery.Verdict;
import dev.trinocrowd.storage.FileCommitter;
import dev.trinocrowd.storage.LinkCommitter;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.local.LocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import static dev.trinocrowd.export.delivery.DeliveryFixture.rows;
import static dev.trinocrowd.export.delivery.DeliveryFixture.settings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

public class TestFileSender
{
    private static final FileTarget CSV = new FileTarget(FileFormat.CSV, Compression.NONE, "local:///exports", false);
    private static final FileTarget SAFE_CSV = new FileTarget(FileFormat.CSV, Compression.NONE, "local:///exports", true);
    private static final FileTarget JSONL = new FileTarget(FileFormat.JSONL, Compression.NONE, "local:///exports", false);
    private static final RowSchema TEXT = new RowSchema("user_id", List.of(PayloadColumn.of("text", PayloadKind.VARCHAR)), false);

    @TempDir
    Path root;

    private TrinoFileSystem fileSystem;
    private FileCommitter committer;

    @BeforeEach
    void start()
    {
        fileSystem = new LocalFileSystem(root);
        committer = new LinkCommitter(root);
    }

    private static DeliveryFolder folder(FileTarget target)
    {
        return new DeliveryFolder(target, "push", "summer", DeliveryFixture.DELIVERY);
    }

    private FileSender sender(FileTarget target, RowSchema schema)
    {
        return new FileSender(target, schema, folder(target), fileSystem, committer);
    }

    private byte[] write(FileTarget target, RowSchema schema, OutboxRow... rows)
            throws IOException
    {
        BatchId id = new BatchId(DeliveryFixture.DELIVERY, 2, 7, 0, "");
        Verdict verdict = sender(target, schema).send(new Batch(id, id.idempotencyKey(), List.of(rows))).verdict();
        FileEntry entry = FileEntry.parse(((Verdict.Settled) verdict).receipt().orElseThrow());
        Path file = root.resolve("exports/push/summer-00000000/versions-000003-000005").resolve(entry.file());
        byte[] content = Files.readAllBytes(file);
        assertThat(entry).isEqualTo(new FileEntry(
                "lane-02-batch-00000007" + target.suffix(),
                rows.length,
                content.length,
                Hashing.sha256().hashBytes(content).toString()));
        return content;
    }

    private static OutboxRow row(long member, Object... values)
    {
        return TestingRow.of(member, RowAction.SEND, values);
    }

    @Test
    void testEachTypeAsCsv()
            throws IOException
    {
        RowSchema schema = new RowSchema(
                "user_id",
                List.of(
                        PayloadColumn.of("b", PayloadKind.BOOLEAN),
                        PayloadColumn.of("i", PayloadKind.INTEGER),
                        PayloadColumn.of("d", PayloadKind.DOUBLE),
                        PayloadColumn.decimal("m", 10, 2),
                        PayloadColumn.of("text", PayloadKind.VARCHAR),
                        PayloadColumn.of("day", PayloadKind.DATE),
                        PayloadColumn.timestamp("t", 3),
                        PayloadColumn.of("u", PayloadKind.UUID)),
                true);
        OutboxRow full = row(1, true, -5L, 0.25, new BigDecimal("-1.50"), "a \"b\", c\nd", LocalDate.of(2026, 1, 2), LocalDateTime.of(2026, 1, 2, 3, 4, 5), new UUID(0, 1));
        OutboxRow empty = TestingRow.of(2, RowAction.DELETE, new Object[8]);
        assertThat(new String(write(CSV, schema, full, empty), UTF_8)).isEqualTo(
                """
                        "user_id","action","b","i","d","m","text","day","t","u"
                        1,"send","true",-5,0.25,-1.50,"a ""b"", c
                        d","2026-01-02","2026-01-02T03:04:05.000","00000000-0000-0000-0000-000000000001"
                        2,"delete",,,,,,,,
                        """);
    }

    @Test
    void testNullAndEmptyTextDiffer()
            throws IOException
    {
        assertThat(new String(write(CSV, TEXT, row(1, ""), row(2, new Object[] {null})), UTF_8)).isEqualTo("\"user_id\",\"text\"\n1,\"\"\n2,\n");
    }

    @Test
    void testJsonLines()
            throws IOException
    {
        assertThat(new String(write(JSONL, TEXT, row(1, "größer\n"), row(2, new Object[] {null})), UTF_8))
                .isEqualTo("{\"user_id\":1,\"text\":\"größer\\n\"}\n{\"user_id\":2,\"text\":null}\n");
    }

    @Test
    void testGzip()
            throws IOException
    {
        FileTarget gzip = new FileTarget(FileFormat.JSONL, Compression.GZIP, "local:///exports", false);
        byte[] content = write(gzip, TEXT, row(1, "a"));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("{\"user_id\":1,\"text\":\"a\"}\n");
        }
    }

    @Test
    void testParquet()
            throws IOException
    {
        RowSchema schema = new RowSchema(
                "user_id",
                List.of(
                        PayloadColumn.of("b", PayloadKind.BOOLEAN),
                        PayloadColumn.of("i", PayloadKind.INTEGER),
                        PayloadColumn.of("d", PayloadKind.DOUBLE),
                        PayloadColumn.decimal("m", 10, 2),
                        PayloadColumn.decimal("big", 38, 2),
                        PayloadColumn.of("text", PayloadKind.VARCHAR),
                        PayloadColumn.of("day", PayloadKind.DATE),
                        PayloadColumn.timestamp("t", 3),
                        PayloadColumn.timestamp("t9", 9),
                        PayloadColumn.of("u", PayloadKind.UUID)),
                true);
        LocalDateTime time = LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999);
        OutboxRow full = row(1, true, -5L, 0.25, new BigDecimal("-1.50"), new BigDecimal("123456789012345678901234567890.12"), "größer", LocalDate.of(1969, 12, 31),
                time.withNano(999_000_000), time, new UUID(1, 2));
        OutboxRow empty = TestingRow.of(2, RowAction.DELETE, new Object[10]);
        for (Compression compression : Compression.values()) {
            FileTarget target = new FileTarget(FileFormat.PARQUET, compression, "local:///" + compression.name().toLowerCase(Locale.ROOT), false);
            DeliveryFolder folder = folder(target);
            BatchId id = new BatchId(DeliveryFixture.DELIVERY, 0, 0, 0, "");
            assertThat(new FileSender(target, schema, folder, fileSystem, committer).send(new Batch(id, "key", List.of(full, empty))).verdict())
                    .isInstanceOf(Verdict.Settled.class);
            assertThat(folder.fileName(id)).isEqualTo("lane-00-batch-00000000.parquet");
            assertThat(ParquetFooter.columns(root.resolve(folder.file(id).path()))).containsExactly(
                    "INTEGER(64,true) 1..2, 0 NULL",
                    "STRING delete..send, 0 NULL",
                    "null true..true, 1 NULL",
                    "INTEGER(64,true) -5..-5, 1 NULL",
                    "null 0.25..0.25, 1 NULL",
                    "DECIMAL(10,2) -1.50..-1.50, 1 NULL",
                    "DECIMAL(38,2) 123456789012345678901234567890.12..123456789012345678901234567890.12, 1 NULL",
                    "STRING größer..größer, 1 NULL",
                    "DATE 1969-12-31..1969-12-31, 1 NULL",
                    "TIMESTAMP(MILLIS,false) 1969-12-31T23:59:59.999..1969-12-31T23:59:59.999, 1 NULL",
                    "TIMESTAMP(NANOS,false) 1969-12-31T23:59:59.999999999..1969-12-31T23:59:59.999999999, 1 NULL",
                    "STRING 00000000-0000-0001-0000-000000000002..00000000-0000-0001-0000-000000000002, 1 NULL");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00A0=1", "＝1", "＋1", "－1", "＠a", "=cmd|' /C calc'!A0"})
    void testCellsThatASpreadsheetWouldRun(String text)
            throws IOException
    {
        String cell = text.replace("\"", "\"\"");
        assertThat(new String(write(SAFE_CSV, TEXT, row(1, text)), UTF_8)).isEqualTo("\"user_id\",\"text\"\n1,\"'" + cell + "\"\n");
    }

    @Test
    void testCellsAreLeftAloneUnlessSafetyIsWanted()
            throws IOException
    {
        assertThat(new String(write(CSV, TEXT, row(1, "=1+1")), UTF_8)).endsWith("1,\"=1+1\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a=b", "5 - 3", "'", "x"})
    void testHarmlessCellsAreLeftAlone(String text)
            throws IOException
    {
        assertThat(new String(write(SAFE_CSV, TEXT, row(1, text)), UTF_8)).isEqualTo("\"user_id\",\"text\"\n1,\"" + text + "\"\n");
    }

    @Test
    void testNumbersAreNotTakenForFormulas()
            throws IOException
    {
        RowSchema schema = new RowSchema("user_id", List.of(PayloadColumn.of("n", PayloadKind.INTEGER)), false);
        assertThat(new String(write(SAFE_CSV, schema, row(1, -5L)), UTF_8)).endsWith("1,-5\n");
    }

    @Test
    void testColumnNamesAreCellsToo()
            throws IOException
    {
        RowSchema schema = new RowSchema("user_id", List.of(PayloadColumn.of("=1+1", PayloadKind.INTEGER)), false);
        assertThat(new String(write(SAFE_CSV, schema, row(1, 5L)), UTF_8)).startsWith("\"user_id\",\"'=1+1\"\n");
    }

    @Test
    void testTheSameBatchIsOneFile()
            throws IOException
    {
        assertThat(write(CSV, TEXT, row(1, "a"))).isEqualTo(write(CSV, TEXT, row(1, "a")));
        assertThat(files()).containsExactly("exports/push/summer-00000000/versions-000003-000005/lane-02-batch-00000007.csv");
    }

    @Test
    void testAFileIsNeverReplaced()
            throws IOException
    {
        write(CSV, TEXT, row(1, "a"));
        BatchId id = new BatchId(DeliveryFixture.DELIVERY, 2, 7, 0, "");
        assertThat(sender(CSV, TEXT).send(new Batch(id, "key", List.of(row(1, "b")))).verdict()).isInstanceOf(Verdict.Stopped.class);
        assertThat(new String(Files.readAllBytes(root.resolve(files().first())), UTF_8)).endsWith("1,\"a\"\n");
    }

    @Test
    void testABatchThatIsTooLargeIsSplit()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(20);
        FileSender sender = new FileSender(CSV, DeliveryFixture.SCHEMA, folder(CSV), fileSystem, committer, 150);
        MemoryJournal journal = new MemoryJournal();
        assertThat(DeliveryFixture.deliver(rows, sender, journal, settings(20, Idempotency.FOREVER, OnUnknown.HOLD), Clock.systemUTC())).returns(20L, LaneSummary::accepted);
        assertThat(readMembers()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../../etc", "/etc", "a/b", "a\\b", "%2e%2e", "Größe", "a\u0000b", "~", "con:"})
    void testNamesLeadNowhere(String name)
            throws IOException
    {
        DeliveryFolder folder = new DeliveryFolder(CSV, name, name, DeliveryFixture.DELIVERY);
        BatchId id = new BatchId(DeliveryFixture.DELIVERY, 0, 0, 0, "");
        assertThat(new FileSender(CSV, TEXT, folder, fileSystem, committer).send(new Batch(id, "key", List.of(row(1, "a")))).verdict()).isInstanceOf(Verdict.Settled.class);
        assertThat(files()).hasSize(1).allSatisfy(file -> {
            assertThat(file).startsWith("exports/");
            assertThat(file.split("/")).hasSize(5);
            assertThat(file).matches("[a-z0-9_%/.-]+");
        });
    }

    @Test
    void testTablesOfOneNameDoNotShareAFolder()
    {
        DeliveryFolder first = new DeliveryFolder(CSV, "push", "summer", new DeliveryId(new UUID(1L << 32, 0), 1, 1));
        DeliveryFolder second = new DeliveryFolder(CSV, "push", "summer", new DeliveryId(new UUID(2L << 32, 0), 1, 1));
        assertThat(first.toString()).isNotEqualTo(second.toString());
    }

    @Test
    void testTheManifestIsLastAndTellsAll()
            throws IOException, InterruptedException
    {
        List<OutboxRow> rows = rows(25);
        MemoryJournal journal = new MemoryJournal();
        DeliveryFixture.deliver(rows, sender(CSV, DeliveryFixture.SCHEMA), journal, settings(10, Idempotency.FOREVER, OnUnknown.HOLD), Clock.systemUTC());
        List<FileEntry> entries = entries(journal);
        FileManifest manifest = FileManifest.of(CSV, "push", "summer", DeliveryFixture.DELIVERY, DeliveryFixture.SCHEMA, entries);
        assertThat(manifest.rows()).isEqualTo(25);
        manifest.commit(folder(CSV), fileSystem, committer);
        manifest.commit(folder(CSV), fileSystem, committer);
        String text = Files.readString(root.resolve("exports/push/summer-00000000/versions-000003-000005/manifest.json"));
        assertThat(text).contains("\"rows\" : 25", "\"table\" : \"push.summer\"", "lane-01-batch-00000002.csv", entries.getFirst().sha256(), "\"type\" : \"varchar\"");
        FileManifest other = FileManifest.of(CSV, "push", "summer", DeliveryFixture.DELIVERY, DeliveryFixture.SCHEMA, entries.subList(0, 1));
        assertThatThrownBy(() -> other.commit(folder(CSV), fileSystem, committer)).hasMessageContaining("another manifest");
    }

    private static List<FileEntry> entries(MemoryJournal journal)
    {
        return journal.replay().batches().values().stream()
                .map(BatchState::outcome)
                .flatMap(Optional::stream)
                .map(BatchOutcome::receipt)
                .flatMap(Optional::stream)
                .map(FileEntry::parse)
                .toList();
    }

    @Test
    void testACrashAtAnyInstantLeavesEachRowInOneFile()
            throws IOException, InterruptedException
    {
        for (int crashAt = 1; crashAt < 60; crashAt++) {
            MemoryJournal journal = new MemoryJournal();
            Path folder = root.resolve("crash-" + crashAt);
            FileTarget target = new FileTarget(FileFormat.CSV, Compression.NONE, "local:///crash-" + crashAt, false);
            List<OutboxRow> rows = rows(45);
            CrashPoints crashes = new CrashPoints(crashAt);
            FileCommitter crashing = new CrashingCommitter(committer, crashes);
            journal.restart(crashes);
            boolean isCrashed = false;
            try {
                DeliveryFixture.deliver(rows, new FileSender(target, DeliveryFixture.SCHEMA, folder(target), fileSystem, crashing), journal,
                        settings(10, Idempotency.FOREVER, OnUnknown.HOLD), Clock.systemUTC());
            }
            catch (SimulatedCrash | IllegalStateException e) {
                isCrashed = true;
            }
            journal.restart(CrashPoints.none());
            DeliveryFixture.deliver(rows, new FileSender(target, DeliveryFixture.SCHEMA, folder(target), fileSystem, committer), journal,
                    settings(10, Idempotency.FOREVER, OnUnknown.HOLD), Clock.systemUTC());
            assertThat(crashes.isCrashed()).isEqualTo(isCrashed);
            assertThat(entries(journal).stream().mapToLong(FileEntry::rows).sum()).isEqualTo(45);
            assertThat(readMembers(folder)).as("crash at %s", crashAt).hasSize(45).doesNotHaveDuplicates();
        }
    }

    private record CrashingCommitter(FileCommitter committer, CrashPoints crashes)
            implements FileCommitter
    {
        @Override
        public boolean commit(TrinoFileSystem fileSystem, Location file, byte[] content)
                throws IOException
        {
            crashes.pass();
            boolean isCommitted = committer.commit(fileSystem, file, content);
            crashes.pass();
            return isCommitted;
        }

        @Override
        public void sync(Location file)
        {
            throw new UnsupportedOperationException();
        }
    }

    private List<String> readMembers()
    {
        return readMembers(root.resolve("exports"));
    }

    private static List<String> readMembers(Path folder)
    {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).flatMap(TestFileSender::members).toList();
        }
        catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> members(Path file)
    {
        try {
            return Files.readAllLines(file).stream().skip(1).map(line -> line.substring(0, line.indexOf(',')));
        }
        catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private NavigableSet<String> files()
            throws IOException
    {
        NavigableSet<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).map(file -> root.relativize(file).toString()).forEach(found::add);
        }
        return found;
    }
}
