package dev.trinocrowd.crowd;

import dev.trinocrowd.testing.CrowdQueryRunner;
import dev.trinocrowd.testing.Gates;
import dev.trinocrowd.testing.Gates.Gate;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryFailedException;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import static io.trino.spi.StandardErrorCode.TABLE_ALREADY_EXISTS;
import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;
import static io.trino.spi.StandardErrorCode.TRANSACTION_CONFLICT;
import static io.trino.testing.assertions.TrinoExceptionAssert.assertTrinoExceptionThrownBy;
import static org.assertj.core.api.Assertions.assertThat;

/// Statements of three nodes that change the same table at the same time: they are held in the middle while another one runs.
final class TestCrowdConflicts
        extends AbstractTestQueryFramework
{
    private static final int MAX_ATTEMPTS = 500;
    private static final String GONE = "Table 'app.%s' was dropped or replaced while it was written. Nothing was written";

    private final Gates gates = new Gates();
    private final AtomicInteger tables = new AtomicInteger();

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        QueryRunner queryRunner = CrowdQueryRunner.create(2);
        queryRunner.installPlugin(gates.plugin());
        queryRunner.createCatalog("gates", "gates");
        queryRunner.execute("CREATE SCHEMA crowd.app");
        return queryRunner;
    }

    /// A table with crowds `a`, of 1, 2 and 3, and `b`, of 1, in versions 2 and 3.
    private String newTable()
    {
        String table = "contended_" + tables.incrementAndGet();
        assertUpdate("CREATE TABLE crowd.app.%s (crowd varchar, user_id bigint) WITH (buckets = 2)".formatted(table));
        assertUpdate("INSERT INTO crowd.app.%s VALUES ('a', 1), ('a', 2), ('a', 3)".formatted(table), 3);
        assertUpdate("INSERT INTO crowd.app.%s VALUES ('b', 1)".formatted(table), 1);
        return table;
    }

    private static String delete(String table, Gate gate)
    {
        return "DELETE FROM crowd.app.%s WHERE crowd = 'a' AND user_id IN (SELECT user_id FROM %s)".formatted(table, gate.table());
    }

    private static String insert(String table, Gate gate)
    {
        return "INSERT INTO crowd.app.%s SELECT 'a', user_id FROM %s".formatted(table, gate.table());
    }

    /// Runs statements in the middle of one.
    private Future<?> interrupt(String sql, Gate gate, String... others)
    {
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<?> statement = executor.submit(() -> getQueryRunner().execute(sql));
            try {
                gate.awaitReader();
                for (String other : others) {
                    getQueryRunner().execute(other);
                }
            }
            finally {
                gate.open();
            }
            return statement;
        }
    }

    private static void assertFails(Future<?> statement, ErrorCodeSupplier code, String message)
    {
        assertTrinoExceptionThrownBy(() -> {
            try {
                statement.get();
            }
            catch (java.util.concurrent.ExecutionException e) {
                throw e.getCause();
            }
        }).hasErrorCode(code).hasMessageMatching(message);
    }

    private void assertRows(String table, String rows)
    {
        assertThat(query("SELECT CAST(crowd AS varchar), user_id FROM crowd.app." + table))
                .matches("SELECT CAST(crowd AS varchar), CAST(user_id AS bigint) FROM (VALUES %s) AS t (crowd, user_id)".formatted(rows));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "INSERT INTO crowd.app.%s VALUES ('a', 4)",
        "DELETE FROM crowd.app.%s WHERE crowd = 'a' AND user_id = 2",
        "DELETE FROM crowd.app.%s WHERE crowd = 'a'",
        "TRUNCATE TABLE crowd.app.%s",
        "ALTER TABLE crowd.app.%s EXECUTE rollback_to_version(version => 1)",
    })
    void aDeleteFailsIfTheSameKeysHaveChanged(String other)
    {
        String table = newTable();
        Gate gate = gates.gate(2, 3);
        Future<?> delete = interrupt(delete(table, gate), gate, other.formatted(table), "CREATE TABLE crowd.app.%s_then AS TABLE crowd.app.%s".formatted(table, table));
        assertFails(delete, TRANSACTION_CONFLICT,
                "The table was changed by version 4 \\((append|delete|truncate|rollback)\\), after version 3 that was read: "
                        + "rows of the same key have been changed. Nothing was changed; run the statement again");
        assertThat(query("TABLE crowd.app." + table)).matches("TABLE crowd.app.%s_then".formatted(table));
        assertUpdate("INSERT INTO crowd.app.%s VALUES ('next', 1)".formatted(table), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "INSERT INTO crowd.app.%s VALUES ('c', 4)",
        "DELETE FROM crowd.app.%s WHERE crowd = 'c'",
        "ALTER TABLE crowd.app.%s EXECUTE optimize",
        "ALTER TABLE crowd.app.%s EXECUTE remove_orphan_files(retention_threshold => '1d')",
        "COMMENT ON TABLE crowd.app.%s IS 'contended'",
    })
    void aDeleteDoesNotMindOtherChanges(String other)
            throws Exception
    {
        String table = newTable();
        Gate gate = gates.gate(2, 3);
        interrupt(delete(table, gate), gate, other.formatted(table)).get();
        assertThat(query("SELECT user_id FROM crowd.app.%s WHERE crowd <> 'c'".formatted(table))).matches("VALUES BIGINT '1', 1");
        assertThat(query("SELECT count(*) FROM crowd.app.%s WHERE crowd = 'c'".formatted(table))).matches("VALUES BIGINT '%s'".formatted(other.startsWith("INSERT") ? 1 : 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP TABLE crowd.app.%s", "CREATE OR REPLACE TABLE crowd.app.%s AS SELECT BIGINT '9' AS user_id"})
    void whatWasWrittenToATableThatIsGoneIsRefused(String other)
    {
        String deleted = newTable();
        Gate first = gates.gate(2);
        assertFails(interrupt(delete(deleted, first), first, other.formatted(deleted)), TABLE_NOT_FOUND, GONE.formatted(deleted));
        String inserted = newTable();
        Gate second = gates.gate(2);
        assertFails(interrupt(insert(inserted, second), second, other.formatted(inserted)), TABLE_NOT_FOUND, GONE.formatted(inserted));
        if (other.startsWith("CREATE")) {
            assertThat(query("TABLE crowd.app." + deleted)).matches("VALUES BIGINT '9'");
            assertThat(query("TABLE crowd.app." + inserted)).matches("VALUES BIGINT '9'");
        }
    }

    @Test
    void anInsertGoesOnTopOfWhateverElseHappened()
            throws Exception
    {
        String appended = newTable();
        Gate first = gates.gate(3, 4, 5);
        interrupt(insert(appended, first), first, "INSERT INTO crowd.app.%s VALUES ('a', 4), ('a', 6)".formatted(appended)).get();
        assertRows(appended, "('a', 1), ('a', 2), ('a', 3), ('a', 4), ('a', 5), ('a', 6), ('b', 1)");
        String truncated = newTable();
        Gate second = gates.gate(4, 5);
        interrupt(insert(truncated, second), second, "TRUNCATE TABLE crowd.app." + truncated).get();
        assertRows(truncated, "('a', 4), ('a', 5)");
        String compacted = newTable();
        Gate third = gates.gate(3, 4);
        interrupt(insert(compacted, third), third, "ALTER TABLE crowd.app.%s EXECUTE optimize".formatted(compacted)).get();
        assertRows(compacted, "('a', 1), ('a', 2), ('a', 3), ('a', 4), ('b', 1)");
        String renamed = newTable();
        Gate fourth = gates.gate(4);
        interrupt(insert(renamed, fourth), fourth, "ALTER TABLE crowd.app.%s RENAME TO %s_later".formatted(renamed, renamed)).get();
        assertRows(renamed + "_later", "('a', 1), ('a', 2), ('a', 3), ('a', 4), ('b', 1)");
    }

    /// The ids that were there were not written, so that they would be missing afterwards.
    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM crowd.app.%s WHERE crowd = 'a' AND user_id = 3", "TRUNCATE TABLE crowd.app.%s"})
    void anInsertOfRowsThatAreDeletedMeanwhileFails(String other)
    {
        String table = newTable();
        Gate gate = gates.gate(3, 4);
        Future<?> insert = interrupt(insert(table, gate), gate, other.formatted(table));
        assertFails(insert, TRANSACTION_CONFLICT,
                "The table was changed by version 4 \\((delete|truncate)\\), after version 3 that was read: "
                        + "rows that were not inserted, because they were there, have been deleted. Nothing was changed; run the statement again");
        assertThat(query("SELECT count(*) FROM crowd.app.%s WHERE user_id = 4".formatted(table))).matches("VALUES BIGINT '0'");
    }

    @Test
    void ofTwoWhoMakeATableOneComesFirst()
    {
        Gate gate = gates.gate(1);
        Future<?> second = interrupt("CREATE TABLE crowd.app.twice AS SELECT user_id FROM " + gate.table(), gate, "CREATE TABLE crowd.app.twice AS SELECT BIGINT '7' AS user_id");
        assertFails(second, TABLE_ALREADY_EXISTS, "Table 'app.twice' exists already");
        assertThat(query("TABLE crowd.app.twice")).matches("VALUES BIGINT '7'");
    }

    @Test
    void aReaderSeesTheTableAsItWasWhenItBegan()
            throws Exception
    {
        String table = newTable();
        Gate gate = gates.gate(1, 2, 3, 4);
        String target = table + "_seen";
        interrupt(
                "CREATE TABLE crowd.app.%s AS SELECT crowd, user_id FROM %s CROSS JOIN (SELECT DISTINCT crowd FROM crowd.app.%s) WHERE user_id IN (SELECT user_id FROM crowd.app.%s)"
                        .formatted(target,
                                gate.table(), table, table),
                gate,
                "INSERT INTO crowd.app.%s VALUES ('c', 4)".formatted(table),
                "DELETE FROM crowd.app.%s WHERE user_id = 1".formatted(table),
                "DROP TABLE crowd.app." + table).get();
        assertRows(target, "('a', 1), ('a', 2), ('a', 3), ('b', 1), ('b', 2), ('b', 3)");
    }

    @Test
    void eachOfSixteenInsertsIsThereOnce()
            throws Exception
    {
        assertUpdate("CREATE TABLE crowd.app.sixteen (crowd varchar, user_id bigint)");
        try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                // Each writes rows of its own, and rows that all write.
                String sql = "INSERT INTO crowd.app.sixteen SELECT crowd, user_id FROM shop.tiny.users CROSS JOIN UNNEST(ARRAY['all', 'writer %s']) AS t (crowd)".formatted(i);
                writers.add(executor.submit(() -> getQueryRunner().execute(sql)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(query("SELECT crowd, count(*), count(DISTINCT user_id), sum(user_id) FROM crowd.app.sixteen GROUP BY crowd"))
                .matches(
                        "SELECT CAST(crowd AS varchar), count(*), count(DISTINCT user_id), sum(user_id) FROM shop.tiny.users CROSS JOIN (SELECT 'writer ' || CAST(i AS varchar) FROM UNNEST(sequence(0, 15)) AS t (i) UNION ALL SELECT 'all') AS c (crowd) GROUP BY crowd");
        assertThat(query("SELECT count(*), max(rows), sum(added_rows), sum(removed_rows) FROM crowd.app.\"sixteen$snapshots\""))
                .matches("VALUES (BIGINT '17', BIGINT '34000', BIGINT '34000', BIGINT '0')");
    }

    /// Insert, then delete half of it, in the same key and the same buckets as all others; whoever is told of a conflict tries again.
    @Test
    void whatWasAcknowledgedHasHappenedOnceAndWhatConflictedHasNot()
            throws Exception
    {
        assertUpdate("CREATE TABLE crowd.app.shared (crowd varchar, user_id bigint) WITH (buckets = 2)");
        int writers = 8;
        int rounds = 3;
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService executor = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                int writer = i;
                futures.add(executor.submit(() -> {
                    for (int round = 0; round < rounds; round++) {
                        int from = (writer * rounds + round) * 1000;
                        untilItDoesNotConflict(
                                "INSERT INTO crowd.app.shared SELECT 'all', id FROM UNNEST(sequence(%s, %s)) AS t (id)".formatted(from, from + 999));
                        untilItDoesNotConflict("DELETE FROM crowd.app.shared WHERE crowd = 'all' AND user_id BETWEEN %s AND %s AND user_id %% 2 = 1".formatted(from, from + 999));
                        done.addAndGet(2);
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }
        int rows = writers * rounds * 500;
        assertThat(query("SELECT count(*), count(DISTINCT user_id), count_if(user_id % 2 = 0), max(user_id) FROM crowd.app.shared"))
                .matches("VALUES (BIGINT '%s', BIGINT '%s', BIGINT '%s', BIGINT '%s')".formatted(rows, rows, rows, writers * rounds * 1000 - 2));
        assertThat(query("SELECT count(*), max_by(rows, version), sum(added_rows), sum(removed_rows) FROM crowd.app.\"shared$snapshots\""))
                .matches("VALUES (BIGINT '%s', BIGINT '%s', BIGINT '%s', BIGINT '%s')".formatted(1 + done.get(), rows, 2 * rows, rows));
    }

    private void untilItDoesNotConflict(String sql)
    {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                getQueryRunner().execute(sql);
                return;
            }
            catch (QueryFailedException e) {
                assertThat(e).hasMessageEndingWith("Nothing was changed; run the statement again");
            }
        }
        throw new AssertionError("%s attempts were not enough for: %s".formatted(MAX_ATTEMPTS, sql));
    }
}
