package dev.trinocrowd.export;

import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.MaterializedResult;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/// Export tables in the engine, on three nodes, with a push platform and a folder as destinations.
@TestInstance(PER_CLASS)
final class TestExportTables
        extends AbstractTestQueryFramework
{
    private PushServer push;
    private PushServer slow;
    private PushServer broken;
    private PushServer closed;

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        push = closeAfterClass(new PushServer());
        slow = closeAfterClass(new PushServer());
        broken = closeAfterClass(new PushServer());
        closed = closeAfterClass(new PushServer());
        Path destinations = Files.createTempFile("destinations", ".json");
        Files.writeString(destinations, """
                {
                  "push": %s,
                  "guarded": %s,
                  "listing": {"kind": "http", "url": "http://127.0.0.1:1/", "body": {"to": "{{rows.device}}"}},
                  "slow": %s,
                  "broken": %s,
                  "closed": %s,
                  "files": {"kind": "file", "format": "csv", "location": "local:///exports/files", "batch-size": 100, "lanes": 2}
                }
                """.formatted(
                push.declare(", \"batch-size\": 10, \"lanes\": 3"),
                push.declare(", \"suppression\": [\"app.opted_out\"]"),
                slow.declare(", \"batch-size\": 1, \"in-flight\": 1"),
                broken.declare(", \"attempts\": 1"),
                closed.declare(", \"attempts\": 1")));
        QueryRunner queryRunner = CrowdQueryRunner.createWithCrowdProperties(
                2,
                ImmutableMap.of(
                        "crowd.location", "local:///crowd",
                        "crowd.min-expire-retention", "0s",
                        "crowd.export.destinations-file", destinations.toString()),
                _ -> {});
        queryRunner.execute("CREATE SCHEMA crowd.app");
        queryRunner.execute("CREATE SCHEMA crowd.push");
        queryRunner.execute("CREATE TABLE crowd.app.opted_out AS SELECT * FROM (VALUES 3, 5) AS t (user_id)");
        return queryRunner;
    }

    private Map<String, Long> execute(String sql)
    {
        MaterializedResult result = computeActual(sql);
        return result.getMaterializedRows().stream().collect(toImmutableMap(row -> (String) row.getField(0), row -> (Long) row.getField(1)));
    }

    private List<String> rows(String sql)
    {
        return computeActual(sql).getMaterializedRows().stream()
                .map(row -> row.getFields().stream().map(String::valueOf).collect(joining(", ")))
                .toList();
    }

    @Test
    void anExportTableShowsWhatItIs()
    {
        assertUpdate("""
                CREATE TABLE crowd.push.shown (user_id bigint, arm integer, title varchar(20) COMMENT 'what is shown', price decimal(10, 2), at timestamp(3))
                COMMENT 'the summer campaign'
                WITH (destination = 'push', mode = 'upsert', suppress = ARRAY['app.opted_out'], control = ARRAY[0])
                """);
        assertThat((String) computeScalar("SHOW CREATE TABLE crowd.push.shown")).isEqualTo("""
                CREATE TABLE crowd.push.shown (
                   user_id bigint NOT NULL,
                   arm integer,
                   title varchar(20) COMMENT 'what is shown',
                   price decimal(10, 2),
                   at timestamp(3)
                )
                COMMENT 'the summer campaign'
                WITH (
                   control = ARRAY[0],
                   destination = 'push',
                   member = 'user_id',
                   mode = 'upsert',
                   suppress = ARRAY['app.opted_out']
                )""");
        assertThat(query("SHOW TABLES FROM crowd.push LIKE 'shown'")).matches("VALUES CAST('shown' AS varchar)");
        assertThat(query("SELECT column_name FROM crowd.information_schema.columns WHERE table_name = 'shown' AND data_type LIKE 'timestamp%'"))
                .matches("VALUES CAST('at' AS varchar)");
        assertUpdate("COMMENT ON COLUMN crowd.push.shown.price IS 'in euro'");
        assertUpdate("ALTER TABLE crowd.push.shown RENAME TO crowd.push.renamed");
        assertThat((String) computeScalar("SHOW CREATE TABLE crowd.push.renamed")).contains("price decimal(10, 2) COMMENT 'in euro'");
        assertUpdate("DROP TABLE crowd.push.renamed");
        assertQueryFails("SELECT * FROM crowd.push.renamed", ".*does not exist");
    }

    @Test
    void whatCannotBeIsRefused()
    {
        assertQueryFails("CREATE TABLE crowd.push.bad (user_id bigint) WITH (destination = 'pusch')", "There is no destination 'pusch', did you mean push\\?");
        assertQueryFails("CREATE TABLE crowd.push.bad (user_id bigint) WITH (mode = 'mirror')", "mode is of export tables: expected a destination with it");
        assertQueryFails("CREATE TABLE crowd.push.bad (user_id bigint) WITH (destination = 'push', mode = 'mirrored')", "mode must be append, upsert or mirror, found 'mirrored'");
        assertQueryFails("CREATE TABLE crowd.push.bad (title varchar, user_id bigint) WITH (destination = 'push')", "The first column of an export table must be that of ids: .*");
        assertQueryFails("CREATE TABLE crowd.push.bad (user_id bigint, tags array(varchar)) WITH (destination = 'push')",
                "A column of an export table must be .*found tags array\\(varchar\\)");
        assertQueryFails("CREATE TABLE crowd.push.bad (user_id bigint, t timestamp(12)) WITH (destination = 'push')",
                "A column of an export table must be .*found t timestamp\\(12\\)");
        assertQueryFails("CREATE TABLE crowd.push.bad (user_id bigint) WITH (destination = 'push', control = ARRAY[0])", "control names values of a column arm: .*");
        assertQueryFails("CREATE TABLE crowd.push.bad (user_id bigint) WITH (destination = 'push', suppress = ARRAY['opted_out'])",
                "suppress must name a crowd of this catalog as schema.table, found 'opted_out'");
        assertQueryFails("CREATE TABLE crowd.push.bad (user_id bigint) WITH (destination = 'push', source = 'app.vip')", "source is mirrored: .*");
        assertQueryFails("CREATE TABLE crowd.push.bad (user_id bigint) WITH (destination = 'push', buckets = 3)", "buckets is of crowd tables.*");
        assertUpdate("CREATE TABLE crowd.push.kept (user_id bigint, title varchar) WITH (destination = 'push')");
        assertQueryFails("CREATE TABLE crowd.push.kept (user_id bigint) WITH (destination = 'push')", ".*already exists");
        assertQueryFails("CREATE OR REPLACE TABLE crowd.push.kept (user_id bigint) WITH (destination = 'push')", "An export table cannot be replaced.*");
        assertQueryFails("INSERT INTO crowd.push.kept VALUES (-1, 'a')", "The column of ids user_id must not be negative, found -1");
        assertQueryFails("INSERT INTO crowd.push.kept VALUES (NULL, 'a')", ".*NULL.*");
        assertQueryFails("DELETE FROM crowd.push.kept WHERE user_id = 1", "Rows of an export table cannot be changed.*");
        assertQueryFails("TRUNCATE TABLE crowd.push.kept", "Rows of an export table cannot be changed.*");
        assertQueryFails("ALTER TABLE crowd.push.kept EXECUTE optimize", "Export tables have the procedure deliver, found optimize");
        assertQueryFails("ALTER TABLE crowd.push.kept EXECUTE deliver WHERE user_id = 1", "deliver sends all that is staged: WHERE is not supported");
        assertQueryFails("ALTER TABLE crowd.push.kept EXECUTE deliver WHERE title LIKE 'a%'", "deliver sends all that is staged: WHERE is not supported");
        assertQueryFails("ALTER TABLE crowd.app.opted_out EXECUTE deliver", "Crowd tables have no procedure 'deliver'");
        assertQueryFails("SELECT * FROM crowd.push.kept FOR VERSION AS OF 1", "An export table has no versions.*");
        assertThat(query("SELECT * FROM crowd.push.kept")).returnsEmptyResult();
    }

    @Test
    void rowsAreStagedReadSentAndCounted()
    {
        assertUpdate("CREATE TABLE crowd.push.whole (user_id bigint, title varchar, coupon decimal(6, 2), day date) WITH (destination = 'push')");
        assertUpdate(
                "INSERT INTO crowd.push.whole SELECT user_id + 1000, 'hello ' || CAST(user_id AS varchar), DECIMAL '4.50', DATE '2026-11-21' FROM shop.tiny.users WHERE user_id <= 500",
                500);
        assertUpdate("INSERT INTO crowd.push.whole (user_id, title) VALUES (9001, NULL)", 1);
        int before = push.calls();
        assertThat(query("SELECT count(*), count(coupon), min(title), min(day) FROM crowd.push.whole"))
                .matches("VALUES (BIGINT '501', BIGINT '500', CAST('hello 1' AS varchar), DATE '2026-11-21')");
        assertThat(query("SELECT title FROM crowd.push.whole WHERE user_id = 1007")).matches("VALUES CAST('hello 7' AS varchar)");
        assertThat(execute("ALTER TABLE crowd.push.whole EXECUTE deliver(dry_run => true)")).containsEntry("new", 501L).containsEntry("suppressed", 0L);
        computeActual("EXPLAIN ALTER TABLE crowd.push.whole EXECUTE deliver");
        computeActual("EXPLAIN ANALYZE INSERT INTO crowd.push.whole VALUES (9002, 'a', 1, NULL)");
        assertThat(push.calls()).isEqualTo(before);
        assertThat(execute("ALTER TABLE crowd.push.whole EXECUTE deliver"))
                .containsEntry("staged", 502L).containsEntry("accepted", 502L).containsEntry("rejected", 0L).containsEntry("unknown", 0L);
        assertThat(push.effects().get(1007L)).singleElement().satisfies(row -> {
            assertThat(row.get("title").asText()).isEqualTo("hello 7");
            assertThat(row.get("day").asText()).isEqualTo("2026-11-21");
        });
        assertThat(push.effects().get(9001L)).hasSize(1);
        assertThat(query("SELECT count(*) FROM crowd.push.whole")).matches("VALUES BIGINT '0'");
        assertThat(execute("ALTER TABLE crowd.push.whole EXECUTE deliver")).isEqualTo(Map.of("staged", 0L));
        assertThat(query("SELECT run, status, staged, accepted, pending FROM crowd.push.\"whole$runs\""))
                .matches("VALUES (BIGINT '1', CAST('delivered' AS varchar), BIGINT '502', BIGINT '502', BIGINT '0')");
        assertThat(query("SELECT sum(rows), sum(accepted), count(DISTINCT lane), max(rows) FROM crowd.push.\"whole$deliveries\""))
                .matches("VALUES (BIGINT '502', BIGINT '502', BIGINT '3', BIGINT '10')");
        assertThat(query("SELECT count(*), count_if(outcome = 'accepted'), max(title) FILTER (WHERE user_id = 1007) FROM crowd.push.\"whole$state\""))
                .matches("VALUES (BIGINT '502', BIGINT '502', CAST('hello 7' AS varchar))");
        assertUpdate("DROP TABLE crowd.push.whole");
    }

    @Test
    void refusedRowsAreListed()
    {
        push.refuse(20_002);
        assertUpdate("CREATE TABLE crowd.push.partly WITH (destination = 'push') AS SELECT * FROM (VALUES (20001, 'a'), (20002, 'b')) AS t (user_id, title)", 2);
        assertThat(execute("ALTER TABLE crowd.push.partly EXECUTE deliver")).containsEntry("accepted", 1L).containsEntry("rejected", 1L);
        assertThat(query("SELECT e.user_id, e.message FROM crowd.push.\"partly$deliveries\" CROSS JOIN UNNEST(exceptions) AS e (user_id, message)"))
                .matches("VALUES (BIGINT '20002', CAST('not registered' AS varchar))");
        assertThat(rows("SELECT user_id, title, outcome, reason, holding FROM crowd.push.\"partly$state\"")).containsExactlyInAnyOrder("20001, a, accepted, null, payload",
                "20002, b, rejected, not registered, nothing");
    }

    @Test
    void armsAndSuppressionsAreKeptWithTheRun()
    {
        assertUpdate("CREATE TABLE crowd.push.arms (user_id bigint, arm integer, title varchar) WITH (destination = 'guarded', control = ARRAY[0])");
        assertUpdate("INSERT INTO crowd.push.arms SELECT n, CAST(n % 2 AS integer), 'x' FROM UNNEST(sequence(1, 10)) AS t (n)", 10);
        assertThat(execute("ALTER TABLE crowd.push.arms EXECUTE deliver(dry_run => true)"))
                .containsEntry("new", 3L)
                .containsEntry("suppressed", 7L)
                .containsEntry("suppressed: control", 5L)
                .containsEntry("suppressed: in app.opted_out", 2L)
                .containsEntry("arm 1: to send", 3L)
                .containsEntry("arm 0: suppressed", 5L);
        assertThat(execute("SELECT * FROM crowd.push.\"arms$preview\"")).isEqualTo(execute("ALTER TABLE crowd.push.arms EXECUTE deliver(dry_run => true)"));
        assertThat(execute("ALTER TABLE crowd.push.arms EXECUTE deliver")).containsEntry("accepted", 3L).containsEntry("suppressed", 7L);
        assertThat(rows(
                "SELECT a.arm, a.staged, a.accepted, a.suppressed FROM crowd.push.\"arms$runs\" CROSS JOIN UNNEST(arms) AS a (arm, staged, accepted, rejected, suppressed, unknown)"))
                .containsExactlyInAnyOrder("0, 5, 0, 5", "1, 5, 3, 2");
        assertThat(rows("SELECT arm, reason, count(*) FROM crowd.push.\"arms$state\" GROUP BY 1, 2")).containsExactlyInAnyOrder("0, control, 5", "1, in app.opted_out, 2",
                "1, null, 3");
    }

    @Test
    void aDryRunCountsRowsThatCannotBeSent()
    {
        assertUpdate("CREATE TABLE crowd.push.listed (user_id bigint, arm integer, device varchar) WITH (destination = 'listing', control = ARRAY[0])");
        assertUpdate("INSERT INTO crowd.push.listed VALUES (1, 1, 'a'), (2, 1, NULL), (3, 2, NULL), (4, 0, NULL), (5, NULL, 'b')", 5);
        assertThat(execute("ALTER TABLE crowd.push.listed EXECUTE deliver(dry_run => true)"))
                .containsEntry("staged", 5L)
                .containsEntry("new", 2L)
                .containsEntry("invalid", 2L)
                .containsEntry("suppressed", 1L)
                .containsEntry("arm 1: to send", 1L)
                .containsEntry("arm 1: invalid", 1L)
                .containsEntry("arm 2: invalid", 1L);
    }

    @Test
    void aCrowdIsMirrored()
    {
        assertUpdate("CREATE TABLE crowd.app.fans AS SELECT n AS user_id FROM UNNEST(sequence(30001, 30100)) AS t (n)", 100);
        assertUpdate("CREATE TABLE crowd.push.fans (user_id bigint) WITH (destination = 'push', mode = 'mirror', source = 'app.fans')");
        assertQueryFails("INSERT INTO crowd.push.fans VALUES 1", "The rows of push.fans are those of app.fans.*");
        assertQueryFails("SELECT * FROM crowd.push.fans", "Nothing is staged in an export table with source.*");
        assertThat(execute("ALTER TABLE crowd.push.fans EXECUTE deliver(dry_run => true)")).containsEntry("new", 100L).containsEntry("deleted", 0L);
        assertThat(execute("ALTER TABLE crowd.push.fans EXECUTE deliver")).containsEntry("accepted", 100L);
        assertUpdate("DELETE FROM crowd.app.fans WHERE user_id <= 30010", 10);
        assertUpdate("INSERT INTO crowd.app.fans VALUES 30200", 1);
        assertThat(execute("ALTER TABLE crowd.push.fans EXECUTE deliver")).containsEntry("accepted", 1L).containsEntry("deleted", 10L);
        assertThat(push.effects().get(30_001L)).extracting(row -> row.get("action").asText()).containsExactly("send", "delete");
        assertThat(push.effects().get(30_011L)).hasSize(1);
        assertThat(query("SELECT count(*) FROM crowd.push.\"fans$state\"")).matches("VALUES BIGINT '91'");
        assertUpdate("DROP TABLE crowd.app.fans");
        assertQueryFails("ALTER TABLE crowd.push.fans EXECUTE deliver", ".*crowd '?app.fans'?, which the export needs, does not exist.*");
    }

    @Test
    void theSecondOfTwoDeliveriesIsToldOfTheFirst()
            throws Exception
    {
        assertUpdate("CREATE TABLE crowd.push.first WITH (destination = 'slow') AS SELECT n AS user_id FROM UNNEST(sequence(1, 40)) AS t (n)", 40);
        assertUpdate("CREATE TABLE crowd.push.second WITH (destination = 'slow') AS SELECT BIGINT '99' AS user_id", 1);
        slow.setDelay(100);
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<Map<String, Long>> first = executor.submit(() -> execute("ALTER TABLE crowd.push.first EXECUTE deliver"));
            while (slow.calls() == 0 && !first.isDone()) {
                Thread.sleep(10);
            }
            assertThat(rows("SELECT status FROM crowd.push.\"first$runs\"")).containsExactlyInAnyOrder("running");
            assertQueryFails("ALTER TABLE crowd.push.second EXECUTE deliver", "Destination 'slow' is in use: query .* of user 'user' delivers push.first since .*");
            assertQueryFails("ALTER TABLE crowd.push.first EXECUTE deliver", "Destination 'slow' is in use: .*");
            assertThat(first.get()).containsEntry("accepted", 40L);
        }
        assertThat(execute("ALTER TABLE crowd.push.second EXECUTE deliver")).containsEntry("accepted", 1L);
        assertThat(slow.effects().values()).allSatisfy(rows -> assertThat(rows).hasSize(1));
    }

    @Test
    void aDeliveryThatStopsGoesOn()
    {
        assertUpdate("CREATE TABLE crowd.push.stopping WITH (destination = 'broken') AS SELECT n AS user_id FROM UNNEST(sequence(1, 10)) AS t (n)", 10);
        broken.setStatus(503);
        assertQueryFails("ALTER TABLE crowd.push.stopping EXECUTE deliver", "(?s)The delivery stopped: .*Run deliver again to go on");
        assertThat(query("SELECT count(*) FROM crowd.push.stopping")).matches("VALUES BIGINT '10'");
        assertThat(rows("SELECT status, pending FROM crowd.push.\"stopping$runs\"")).containsExactlyInAnyOrder("stopped, 10");
        broken.setStatus(200);
        assertThat(execute("ALTER TABLE crowd.push.stopping EXECUTE deliver")).containsEntry("accepted", 10L);
        assertThat(rows("SELECT run, status FROM crowd.push.\"stopping$runs\"")).containsExactlyInAnyOrder("1, stopped", "2, delivered");
        assertThat(broken.effects()).hasSize(10);
    }

    @Test
    void anOpenRoundKeepsTheVersionsOfCrowdsThatItGoesBy()
    {
        assertUpdate("CREATE TABLE crowd.app.guarded AS SELECT BIGINT '60003' AS user_id", 1);
        assertUpdate(
                "CREATE TABLE crowd.push.waiting WITH (destination = 'closed', suppress = ARRAY['app.guarded']) AS SELECT n AS user_id FROM UNNEST(sequence(60001, 60003)) AS t (n)",
                3);
        closed.setStatus(503);
        assertQueryFails("ALTER TABLE crowd.push.waiting EXECUTE deliver", "(?s)The delivery stopped: .*");
        assertUpdate("DELETE FROM crowd.app.guarded", 1);
        assertUpdate("INSERT INTO crowd.app.guarded VALUES 60001", 1);
        execute("ALTER TABLE crowd.app.guarded EXECUTE optimize");
        execute("ALTER TABLE crowd.app.guarded EXECUTE expire_snapshots(retention_threshold => '0s')");
        assertThat(query("SELECT min(version) FROM crowd.app.\"guarded$snapshots\"")).matches("VALUES BIGINT '1'");
        closed.setStatus(200);
        assertThat(execute("ALTER TABLE crowd.push.waiting EXECUTE deliver")).containsEntry("accepted", 2L).containsEntry("suppressed", 1L);
        assertThat(closed.effects()).containsOnlyKeys(60_001L, 60_002L);
        execute("ALTER TABLE crowd.app.guarded EXECUTE expire_snapshots(retention_threshold => '0s')");
        assertThat(query("SELECT count(*) FROM crowd.app.\"guarded$snapshots\"")).matches("VALUES BIGINT '2'");
    }

    @Test
    void rowsGoIntoFiles()
    {
        assertUpdate("CREATE TABLE crowd.push.filed WITH (destination = 'files') AS SELECT user_id, region FROM shop.tiny.users", 2000);
        assertThat(execute("ALTER TABLE crowd.push.filed EXECUTE deliver")).containsEntry("accepted", 2000L);
        assertThat(rows("SELECT count(*), count(receipt), sum(rows) FROM crowd.push.\"filed$deliveries\"")).containsExactlyInAnyOrder("21, 21, 2000");
    }
}
