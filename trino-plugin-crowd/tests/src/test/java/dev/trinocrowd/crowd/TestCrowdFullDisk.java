package dev.trinocrowd.crowd;

import dev.trinocrowd.testing.CrowdQueryRunner;
import dev.trinocrowd.testing.SmallDisk;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import static dev.trinocrowd.crowd.CrowdErrorCode.CROWD_DISK_FULL;
import static org.assertj.core.api.Assertions.assertThat;

/// A disk that is full in the middle of a data file, of a manifest or of a commit.
final class TestCrowdFullDisk
        extends AbstractTestQueryFramework
{
    private static final String FULL = "The disk of the crowd catalog is full: .*No space left on device: local:///app/.*\\. Free some space and run the statement again";
    private static final int PAGES = 12;

    private SmallDisk disk;

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        disk = closeAfterClass(SmallDisk.mount(8));
        // A folder of its own, which is deleted with the runner, while the disk itself cannot be.
        QueryRunner queryRunner = CrowdQueryRunner.createOnFiles(0, Files.createDirectories(disk.folder().resolve("crowds")));
        queryRunner.execute("CREATE SCHEMA crowd.app");
        queryRunner.execute("CREATE TABLE crowd.app.sound AS SELECT * FROM (VALUES BIGINT '1', 2) AS t (user_id)");
        return queryRunner;
    }

    @Test
    void dataThatDoesNotFitLeavesNothing()
            throws IOException
    {
        assertUpdate("CREATE TABLE crowd.app.grown (crowd varchar, user_id bigint)");
        assertUpdate("INSERT INTO crowd.app.grown VALUES ('small', 1), ('small', 2)", 2);
        long files = files();
        // Ids far apart, so that a megabyte holds few of them.
        assertThat(query("INSERT INTO crowd.app.grown SELECT 'large', i * 100000 + j * 97 FROM UNNEST(sequence(1, 1000)) AS a (i) CROSS JOIN UNNEST(sequence(1, 10000)) AS b (j)"))
                .failure()
                .hasErrorCode(CROWD_DISK_FULL)
                .hasMessageMatching(FULL);
        assertThat(query("TABLE crowd.app.grown")).matches("VALUES (CAST('small' AS varchar), BIGINT '1'), ('small', 2)");
        assertThat(query("TABLE crowd.app.sound")).matches("VALUES BIGINT '1', 2");
        assertThat(files()).as("what was written in vain is gone").isEqualTo(files);
        assertUpdate("INSERT INTO crowd.app.grown VALUES ('next', 3)", 1);
        assertThat(query("SELECT count(*) FROM crowd.app.grown")).matches("VALUES BIGINT '3'");
        assertUpdate("DROP TABLE crowd.app.grown");
    }

    @Test
    void insertsHappenWhollyOrNotAtAll()
            throws IOException
    {
        assertUpdate("CREATE TABLE crowd.app.filled (crowd varchar, user_id bigint) WITH (buckets = 2)");
        Set<String> places = new HashSet<>();
        long rows = 0;
        for (int pages = 0; pages < PAGES; pages++) {
            disk.fill(pages);
            String sql = "INSERT INTO crowd.app.filled SELECT 'room %s', i * 70000 FROM UNNEST(sequence(1, 1000)) AS t (i)".formatted(pages);
            boolean isDone = isDone(sql, places);
            rows += isDone ? 1000 : 0;
            assertThat(query("SELECT count(*), count(DISTINCT user_id), sum(user_id) FROM crowd.app.filled"))
                    .matches("SELECT BIGINT '%s', %s, %s".formatted(rows, rows == 0 ? "BIGINT '0'" : "BIGINT '1000'",
                            rows == 0 ? "CAST(NULL AS bigint)" : "BIGINT '%s'".formatted(rows / 1000 * 70000L * 1000 * 1001 / 2)));
            assertThat(query("TABLE crowd.app.sound")).matches("VALUES BIGINT '1', 2");
            disk.free();
            assertUpdate("INSERT INTO crowd.app.filled SELECT 'then %s', i * 70000 FROM UNNEST(sequence(1, 1000)) AS t (i)".formatted(pages), 1000);
            rows += 1000;
        }
        assertThat(places).as("where the disk was full").contains("data", "_log");
        assertThat(rows).isGreaterThan(PAGES * 1000);
        assertUpdate("DROP TABLE crowd.app.filled");
    }

    @Test
    void tablesAreMadeWhollyOrNotAtAll()
            throws IOException
    {
        Set<String> places = new HashSet<>();
        boolean isDone = false;
        for (int pages = 0; pages < PAGES; pages++) {
            disk.fill(pages);
            isDone = isDone("CREATE TABLE crowd.app.made WITH (buckets = 1) AS SELECT BIGINT '7' AS user_id", places);
            assertThat(query("SHOW TABLES FROM crowd.app LIKE 'made'")).result().onlyColumnAsSet().hasSize(isDone ? 1 : 0);
            if (isDone) {
                assertThat(query("TABLE crowd.app.made")).matches("VALUES BIGINT '7'");
                assertThat(isDone("DROP TABLE crowd.app.made", places)).isEqualTo(computeActual("SHOW TABLES FROM crowd.app LIKE 'made'").getRowCount() == 0);
            }
            disk.free();
            assertUpdate("DROP TABLE IF EXISTS crowd.app.made");
            assertUpdate("CREATE TABLE crowd.app.made AS SELECT BIGINT '8' AS user_id", 1);
            assertThat(query("TABLE crowd.app.made")).matches("VALUES BIGINT '8'");
            assertUpdate("DROP TABLE crowd.app.made");
        }
        assertThat(isDone).as("there was room in the end").isTrue();
        assertThat(places).as("where the disk was full").contains("data", "_log");
    }

    /// Runs a statement that may find the disk full.
    private boolean isDone(String sql, Set<String> places)
    {
        try {
            getQueryRunner().execute(sql);
            return true;
        }
        catch (RuntimeException e) {
            assertThat(e).hasMessageMatching(FULL);
            places.add(e.getMessage().contains("/_log/") ? "_log" : "data");
            return false;
        }
    }

    private long files()
            throws IOException
    {
        try (Stream<Path> files = Files.walk(disk.folder())) {
            return files.filter(file -> file.getFileName().toString().endsWith(".crowd")).count();
        }
    }
}
