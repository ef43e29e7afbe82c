package dev.trinocrowd.crowd;

import dev.trinocrowd.crowd.WriteLedger.Rows;
import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import static dev.trinocrowd.crowd.BusyWriters.APPENDED;
import static dev.trinocrowd.crowd.BusyWriters.DELETED;
import static dev.trinocrowd.crowd.BusyWriters.MADE;
import static dev.trinocrowd.crowd.BusyWriters.REPLACED;
import static org.assertj.core.api.Assertions.assertThat;

/// The packaged server dies by `kill -9` while many write, and starts again on the same files: what it has acknowledged is there, what it has
/// not is there wholly or not at all, and the next statements work.
final class TestCrowdKilled
{
    static final String CATALOG = "mortal";
    static final String SCHEMA = "app";

    private static final int MOST_MILLIS = 4_000;
    private static final int PATIENCE_MILLIS = 120_000;

    @TempDir
    private Path folder;

    private final WriteLedger ledger = new WriteLedger();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, List<Version>> histories = new HashMap<>();

    private record Version(long version, Instant time, String operation, long rows)
    {}

    @Test
    void aServerThatIsKilledThreeTimes()
            throws Exception
    {
        killAndRestart(3);
    }

    @Test
    @Tag("nightly")
    void aServerThatIsKilledManyTimes()
            throws Exception
    {
        killAndRestart(24);
    }

    private void killAndRestart(int kills)
            throws Exception
    {
        Path crowds = Files.createDirectories(folder.resolve("crowds"));
        Files.writeString(Files.createDirectories(folder.resolve("catalogs")).resolve(CATALOG + ".properties"), """
                connector.name=crowd
                crowd.location=local:///
                crowd.min-expire-retention=0s
                crowd.drop-delay=2s
                fs.local.enabled=true
                local.location=%s
                """.formatted(crowds));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long unanswered = 0;
        for (int kill = 0; kill < kills; kill++) {
            RealServer server = start();
            try {
                if (kill == 0) {
                    createTables(server);
                }
                check(server, "seed %s, after %s kills".formatted(seed, kill));
                BusyWriters writers = new BusyWriters(server, ledger, numbers);
                writers.start();
                awaitFirst(writers);
                Thread.sleep(random.nextInt(MOST_MILLIS));
                writers.killServer();
                unanswered += ledger.unanswered();
            }
            finally {
                server.kill();
            }
        }
        assertThat(unanswered).as("statements that a kill has cut off").isPositive();
        try (RealServer server = start()) {
            check(server, "seed %s, at last".formatted(seed));
            cleanUp(server, crowds);
        }
    }

    private RealServer start()
    {
        return RealServer.start(folder.resolve("data"), "--catalogs", folder.resolve("catalogs").toString());
    }

    private static void createTables(RealServer server)
            throws SQLException
    {
        try (Connection connection = BusyWriters.connect(server); Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + SCHEMA);
            statement.execute("CREATE TABLE appended (crowd varchar, user_id bigint)");
            statement.execute("CREATE TABLE deleted (crowd varchar, user_id bigint)");
        }
    }

    private static void awaitFirst(BusyWriters writers)
            throws InterruptedException
    {
        long start = System.nanoTime();
        while (writers.acknowledged() == 0) {
            assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds without an answer").isLessThan(PATIENCE_MILLIS);
            Thread.sleep(20);
        }
    }

    private void check(RealServer server, String life)
            throws SQLException, IOException
    {
        try (Connection connection = BusyWriters.connect(server); Statement statement = connection.createStatement()) {
            ledger.settle(life, read(statement));
            checkHistory(statement, life, APPENDED);
            checkHistory(statement, life, DELETED);
            new BusyWriters(server, ledger, numbers).append(statement);
            for (String table : List.of(APPENDED, DELETED)) {
                statement.execute("ALTER TABLE %s EXECUTE remove_orphan_files(retention_threshold => '0s')".formatted(table));
            }
            // The write that followed is there, and nothing that is needed was removed.
            ledger.settle(life, read(statement));
        }
    }

    private static Map<String, Rows> read(Statement statement)
            throws SQLException
    {
        Map<String, Rows> found = new HashMap<>();
        List<String> tables = tables(statement);
        assertThat(tables).contains(APPENDED, DELETED);
        for (String table : tables) {
            try (ResultSet result = statement.executeQuery("SELECT crowd, count(*), sum(user_id) FROM %s GROUP BY crowd".formatted(table))) {
                while (result.next()) {
                    String subject = table.equals(REPLACED) ? REPLACED : BusyWriters.subject(table, result.getString(1));
                    Rows previous = found.put(subject, new Rows(result.getLong(2), result.getLong(3)));
                    assertThat(previous).as("%s holds more than one batch", table).isNull();
                }
            }
        }
        return found;
    }

    private static List<String> tables(Statement statement)
            throws SQLException
    {
        List<String> tables = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("SHOW TABLES")) {
            while (result.next()) {
                tables.add(result.getString(1));
            }
        }
        assertThat(tables).allMatch(table -> List.of(APPENDED, DELETED, REPLACED).contains(table) || table.startsWith(MADE));
        return tables;
    }

    /// What was history before is still, and goes on.
    private void checkHistory(Statement statement, String life, String table)
            throws SQLException
    {
        List<Version> history = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("SELECT version, committed_at, operation, rows FROM \"%s$snapshots\" ORDER BY version".formatted(table))) {
            while (result.next()) {
                history.add(new Version(result.getLong(1), result.getTimestamp(2).toInstant(), result.getString(3), result.getLong(4)));
            }
        }
        List<Version> before = histories.getOrDefault(table, List.of());
        assertThat(history).as(life).hasSizeGreaterThanOrEqualTo(before.size());
        assertThat(history.subList(0, before.size())).as(life).isEqualTo(before);
        assertThat(history.stream().map(Version::version)).as(life).doesNotHaveDuplicates();
        assertThat(history.stream().map(Version::time)).as(life).isSortedAccordingTo(Comparator.naturalOrder()).doesNotHaveDuplicates();
        histories.put(table, history);
    }

    private static void cleanUp(RealServer server, Path crowds)
            throws Exception
    {
        try (Connection connection = BusyWriters.connect(server); Statement statement = connection.createStatement()) {
            long files = 0;
            // Until what was dropped last is due.
            Thread.sleep(2_500);
            Map<String, Rows> before = read(statement);
            for (String table : tables(statement)) {
                statement.execute("ALTER TABLE %s EXECUTE expire_snapshots(retention_threshold => '0s')".formatted(table));
                statement.execute("ALTER TABLE %s EXECUTE remove_orphan_files(retention_threshold => '0s')".formatted(table));
                try (ResultSet result = statement.executeQuery("SELECT max_by(files, version) FROM \"%s$snapshots\"".formatted(table))) {
                    assertThat(result.next()).isTrue();
                    files += result.getLong(1);
                }
            }
            statement.execute("CALL system.remove_orphan_tables('0s')");
            assertThat(read(statement)).isEqualTo(before);
            assertThat(files(crowds).filter(name -> name.startsWith("."))).as("temporary files").isEmpty();
            assertThat(files(crowds).filter(name -> name.endsWith(".crowd"))).as("data files").hasSize((int) files);
        }
    }

    private static Stream<String> files(Path crowds)
            throws IOException
    {
        try (Stream<Path> files = Files.walk(crowds)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
