package dev.trinocrowd.crowd;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.Session;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Damaged files, tables that vanish, and many writers at once.
final class TestCrowdFaults
        extends AbstractTestQueryFramework
{
    private Path crowds;

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        crowds = Files.createTempDirectory("crowds");
        QueryRunner queryRunner = CrowdQueryRunner.createOnFiles(0, crowds);
        queryRunner.execute("CREATE SCHEMA crowd.app");
        queryRunner.execute("CREATE TABLE crowd.app.sound AS SELECT BIGINT '1' AS user_id");
        return queryRunner;
    }

    @Test
    void aDamagedFileIsNamedAndOtherTablesAreUnharmed()
            throws IOException
    {
        assertUpdate("CREATE SCHEMA crowd.damaged");
        assertUpdate("CREATE TABLE crowd.damaged.broken AS SELECT user_id FROM shop.tiny.users", 2000);
        for (Path file : dataFiles("damaged")) {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= 0x55;
            }
            Files.write(file, bytes);
        }
        assertQueryFails("SELECT sum(user_id) FROM crowd.damaged.broken", "File local:///damaged/.* is corrupt: .*");
        assertThat(query("TABLE crowd.app.sound")).matches("VALUES BIGINT '1'");
        assertUpdate("DROP SCHEMA crowd.damaged CASCADE");
    }

    @Test
    void ofFilesThatAreGoneItIsSaid()
            throws IOException
    {
        assertUpdate("CREATE SCHEMA crowd.gone");
        assertUpdate("CREATE TABLE crowd.gone.lost AS SELECT user_id FROM shop.tiny.users", 2000);
        for (Path file : dataFiles("gone")) {
            Files.delete(file);
        }
        assertQueryFails("SELECT sum(user_id) FROM crowd.gone.lost", "A file of a crowd table is gone; the table may have been dropped or replaced while it was read: .*");
        assertThat(query("TABLE crowd.app.sound")).matches("VALUES BIGINT '1'");
        assertUpdate("DROP SCHEMA crowd.gone CASCADE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP TABLE crowd.app.read", "CREATE OR REPLACE TABLE crowd.app.read AS SELECT BIGINT '9' AS user_id", "TRUNCATE TABLE crowd.app.read"})
    void aTableThatIsDroppedIsReadToTheEnd(String sql)
    {
        assertUpdate("CREATE OR REPLACE TABLE crowd.app.read AS SELECT user_id FROM shop.tiny.users", 2000);
        inTransaction(session -> {
            assertThat(computeScalar(session, "SELECT count(*) FROM crowd.app.read")).isEqualTo(2000L);
            getQueryRunner().execute(sql);
            assertThat(computeScalar(session, "SELECT sum(user_id) FROM crowd.app.read")).isEqualTo(computeScalar("SELECT sum(user_id) FROM shop.tiny.users"));
        });
        assertUpdate("DROP TABLE IF EXISTS crowd.app.read");
    }

    @Test
    void whoseFilesAreDeletedAtOnceIsTold()
    {
        assertUpdate("CREATE TABLE crowd.app.hurried AS SELECT user_id FROM shop.tiny.users", 2000);
        Session hurried = Session.builder(getSession()).setCatalogSessionProperty("crowd", "drop_delay", "0s").build();
        assertThatThrownBy(() -> inTransaction(session -> {
            assertThat(computeScalar(session, "SELECT count(*) FROM crowd.app.hurried")).isEqualTo(2000L);
            assertUpdate(hurried, "DROP TABLE crowd.app.hurried");
            computeScalar(session, "SELECT sum(user_id) FROM crowd.app.hurried");
        })).hasMessageMatching("A file of a crowd table is gone; the table may have been dropped or replaced while it was read: .*");
    }

    @Test
    void theFilesOfTablesThatAreInNoSchemaAreRemoved()
            throws IOException
    {
        assertUpdate("CREATE SCHEMA crowd.swept");
        assertUpdate("CREATE TABLE crowd.swept.kept AS SELECT BIGINT '1' AS user_id", 1);
        assertUpdate("CREATE TABLE crowd.swept.dropped AS SELECT BIGINT '2' AS user_id", 1);
        assertUpdate("DROP TABLE crowd.swept.dropped");
        assertThat(dataFiles("swept")).hasSize(2);
        assertUpdate("CALL crowd.system.remove_orphan_tables('1d')");
        assertThat(dataFiles("swept")).as("within the delay").hasSize(2);
        assertQueryFails("CALL crowd.system.remove_orphan_tables('1h')", "expected an age of at least PT24H, found PT1H: what is younger may be in use");
        assertQueryFails("CALL crowd.system.remove_orphan_tables(retention_threshold => 'long')",
                "remove_orphan_tables expects how old files must be, such as '7d' or '36h', found 'long'");
        assertQueryFails("CALL crowd.system.remove_orphan_tables(NULL)", "remove_orphan_tables expects how old files must be, such as '7d' or '36h', found NULL");
        assertUpdate("CALL crowd.system.remove_orphan_tables()");
        Session hurried = Session.builder(getSession()).setCatalogSessionProperty("crowd", "drop_delay", "0s").build();
        assertUpdate(hurried, "CREATE OR REPLACE TABLE crowd.swept.kept AS SELECT BIGINT '3' AS user_id", 1);
        assertThat(dataFiles("swept")).as("what was replaced, in a hurry, is gone; what was dropped before keeps its delay").hasSize(2);
        assertThat(query("TABLE crowd.swept.kept")).matches("VALUES BIGINT '3'");
        assertUpdate("DROP SCHEMA crowd.swept CASCADE");
    }

    @Test
    void aTornManifestIsNoVersion()
            throws IOException
    {
        assertUpdate("CREATE SCHEMA crowd.torn");
        assertUpdate("CREATE TABLE crowd.torn.t AS SELECT BIGINT '1' AS user_id", 1);
        assertUpdate("INSERT INTO crowd.torn.t VALUES 2", 1);
        Path log = files("torn").filter(path -> path.getFileName().toString().equals("0000000000000000002.json") && path.toString().contains("-")).findFirst().orElseThrow();
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log.resolveSibling("0000000000000000003.json"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(query("TABLE crowd.torn.t")).matches("VALUES BIGINT '1', 2");
        assertUpdate("INSERT INTO crowd.torn.t VALUES 3", 1);
        assertThat(query("TABLE crowd.torn.t")).matches("VALUES BIGINT '1', 2, 3");
        assertUpdate("DROP SCHEMA crowd.torn CASCADE");
    }

    @Test
    void eachOfManyInsertsIsThereOnce()
            throws Exception
    {
        assertUpdate("CREATE TABLE crowd.app.contended (crowd varchar, user_id bigint)");
        try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int writer = i;
                writers.add(executor.submit(() -> getQueryRunner().execute("INSERT INTO crowd.app.contended VALUES ('all', %s), ('writer %s', 1)".formatted(writer, writer))));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(query("SELECT count(*), count(DISTINCT user_id) FROM crowd.app.contended WHERE crowd = 'all'")).matches("VALUES (BIGINT '16', BIGINT '16')");
        assertThat(query("SELECT count(*), count(DISTINCT crowd) FROM crowd.app.contended")).matches("VALUES (BIGINT '32', BIGINT '17')");
        assertThat(query("SELECT count(*), max(rows) FROM crowd.app.\"contended$snapshots\"")).matches("VALUES (BIGINT '17', BIGINT '32')");
        assertUpdate("DROP TABLE crowd.app.contended");
    }

    @Test
    void namesCannotLeaveTheFolder()
            throws IOException
    {
        for (String name : new String[] {"..", "../outside", "a/b", ".", "%2e%2e", "a\\b"}) {
            assertUpdate("CREATE SCHEMA crowd.\"%s\"".formatted(name));
            assertUpdate("CREATE TABLE crowd.\"%s\".\"%s\" AS SELECT BIGINT '1' AS user_id".formatted(name, name), 1);
            assertThat(query("SELECT * FROM crowd.\"%s\".\"%s\"".formatted(name, name))).matches("VALUES BIGINT '1'");
            assertThat(query("SHOW SCHEMAS FROM crowd")).result().onlyColumnAsSet().contains(name);
        }
        try (Stream<Path> beside = Files.list(crowds)) {
            assertThat(beside.map(path -> path.getFileName().toString()).toList()).contains("app").noneMatch(name -> name.contains(".") || name.contains("\\"));
        }
        assertThat(crowds.resolveSibling("outside")).doesNotExist();
    }

    private List<Path> dataFiles(String schema)
            throws IOException
    {
        return files(schema).filter(path -> !path.toString().contains("_log")).toList();
    }

    private Stream<Path> files(String schema)
            throws IOException
    {
        try (Stream<Path> files = Files.walk(crowds.resolve(schema))) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }
}
