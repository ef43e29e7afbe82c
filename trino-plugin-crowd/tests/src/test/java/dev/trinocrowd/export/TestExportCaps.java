package dev.trinocrowd.export;

import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/// Destinations with caps in the engine, on three nodes. The zone of their days is one where no day ends while the tests run.
@TestInstance(PER_CLASS)
final class TestExportCaps
        extends AbstractTestQueryFramework
{
    private PushServer push;
    private PushServer broken;
    private PushServer dropping;

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        push = closeAfterClass(new PushServer());
        broken = closeAfterClass(new PushServer());
        dropping = closeAfterClass(new PushServer());
        Path destinations = Files.createTempFile("destinations", ".json");
        Files.writeString(destinations, """
                {
                  "daily": %s,
                  "weekly": %s,
                  "broken": %s,
                  "dropping": %s
                }
                """.formatted(
                push.declare(", \"batch-size\": 10, \"lanes\": 3, \"caps\": {\"day\": 1, \"zone\": \"%s\"}".formatted(zone())),
                push.declare(", \"batch-size\": 10, \"lanes\": 2, \"caps\": {\"week\": 2}"),
                broken.declare(", \"attempts\": 1, \"batch-size\": 5, \"in-flight\": 1, \"caps\": {\"week\": 1}"),
                dropping.declare(", \"attempts\": 1, \"batch-size\": 5, \"in-flight\": 1, \"caps\": {\"week\": 1}")));
        QueryRunner queryRunner = CrowdQueryRunner.createWithCrowdProperties(2, ImmutableMap.of("crowd.export.destinations-file", destinations.toString()), _ -> {});
        queryRunner.execute("CREATE SCHEMA crowd.app");
        queryRunner.execute("CREATE SCHEMA crowd.push");
        return queryRunner;
    }

    /// In which it is about noon.
    private static String zone()
    {
        int hour = LocalTime.now(ZoneOffset.UTC).getHour();
        return ZoneOffset.ofHours(12 - hour).getId();
    }

    private Map<String, Long> execute(String sql)
    {
        return computeActual(sql).getMaterializedRows().stream().collect(toImmutableMap(row -> (String) row.getField(0), row -> (Long) row.getField(1)));
    }

    @Test
    void exportsOfADestinationKeepItsCapsTogether()
    {
        assertUpdate("CREATE TABLE crowd.push.morning WITH (destination = 'daily') AS SELECT n AS user_id FROM UNNEST(sequence(1, 100)) AS t (n)", 100);
        assertUpdate("CREATE TABLE crowd.push.evening WITH (destination = 'daily') AS SELECT n AS user_id FROM UNNEST(sequence(51, 250)) AS t (n)", 200);
        assertThat(execute("ALTER TABLE crowd.push.morning EXECUTE deliver")).containsEntry("accepted", 100L).containsEntry("suppressed", 0L);
        assertThat(execute("ALTER TABLE crowd.push.evening EXECUTE deliver(dry_run => true)"))
                .containsEntry("new", 150L)
                .containsEntry("suppressed", 50L)
                .containsEntry("suppressed: cap: 1 a day", 50L);
        assertThat(execute("ALTER TABLE crowd.push.evening EXECUTE deliver")).containsEntry("accepted", 150L).containsEntry("suppressed", 50L);
        assertThat(query("SELECT outcome, reason, count(*) FROM crowd.push.\"evening$state\" GROUP BY 1, 2"))
                .matches("VALUES (CAST('accepted' AS varchar), CAST(NULL AS varchar), BIGINT '150'), ('suppressed', 'cap: 1 a day', BIGINT '50')");
        assertThat(push.effects().entrySet()).filteredOn(entry -> entry.getKey() <= 250).hasSize(250).allSatisfy(entry -> assertThat(entry.getValue()).hasSize(1));
    }

    @Test
    void aMirroredCrowdDoesNotLoseMembersWhoAreAtACap()
    {
        assertUpdate("CREATE TABLE crowd.app.fans AS SELECT n AS user_id FROM UNNEST(sequence(1001, 1010)) AS t (n)", 10);
        assertUpdate("CREATE TABLE crowd.push.fans (user_id bigint) WITH (destination = 'weekly', mode = 'mirror', source = 'app.fans')");
        assertUpdate("CREATE TABLE crowd.push.letters WITH (destination = 'weekly') AS SELECT * FROM (VALUES 1001, 1001, 1002, 1002, 1002) AS t (user_id)", 5);
        assertThat(execute("ALTER TABLE crowd.push.letters EXECUTE deliver")).containsEntry("accepted", 4L).containsEntry("suppressed", 1L);
        assertThat(execute("ALTER TABLE crowd.push.fans EXECUTE deliver")).containsEntry("accepted", 8L).containsEntry("suppressed", 2L).containsEntry("deleted", 0L);
        assertThat(execute("ALTER TABLE crowd.push.fans EXECUTE deliver(dry_run => true)")).containsEntry("suppressed: cap: 2 a week", 2L).containsEntry("deleted", 0L);
        assertThat(query("SELECT count(*) FROM crowd.push.\"fans$state\"")).matches("VALUES BIGINT '8'");
    }

    @Test
    void aDeliveryThatStoppedCountsWithWhatItMayStillSend()
    {
        assertUpdate("CREATE TABLE crowd.push.stopped WITH (destination = 'broken') AS SELECT n AS user_id FROM UNNEST(sequence(1, 20)) AS t (n)", 20);
        assertUpdate("CREATE TABLE crowd.push.other WITH (destination = 'broken') AS SELECT n AS user_id FROM UNNEST(sequence(11, 30)) AS t (n)", 20);
        broken.setStatus(503);
        assertQueryFails("ALTER TABLE crowd.push.stopped EXECUTE deliver", "(?s)The delivery stopped: .*");
        broken.setStatus(200);
        assertThat(execute("ALTER TABLE crowd.push.other EXECUTE deliver(dry_run => true)")).containsEntry("suppressed: cap: 1 a week", 10L).containsEntry("new", 10L);
        assertThat(execute("ALTER TABLE crowd.push.other EXECUTE deliver")).containsEntry("suppressed", 10L).containsEntry("accepted", 10L);
        assertThat(execute("ALTER TABLE crowd.push.stopped EXECUTE deliver")).containsEntry("suppressed", 0L).containsEntry("accepted", 20L);
        assertThat(broken.effects().entrySet()).filteredOn(entry -> entry.getKey() <= 30).hasSize(30).allSatisfy(entry -> assertThat(entry.getValue()).hasSize(1));
    }

    @Test
    void whatADroppedExportHadSentCounts()
    {
        assertUpdate("CREATE SCHEMA crowd.dropping");
        for (String table : new String[] {"crowd.push.dropped", "crowd.dropping.cascaded"}) {
            long from = table.equals("crowd.push.dropped") ? 1 : 21;
            assertUpdate("CREATE TABLE %s WITH (destination = 'dropping') AS SELECT n AS user_id FROM UNNEST(sequence(%s, %s)) AS t (n)".formatted(table, from, from + 19), 20);
            dropping.setStatusAfter(1, 503);
            assertQueryFails("ALTER TABLE %s EXECUTE deliver".formatted(table), "(?s)The delivery stopped: .*");
            dropping.setStatus(200);
        }
        assertThat(dropping.effects()).hasSize(10);
        assertUpdate("DROP TABLE crowd.push.dropped");
        assertUpdate("DROP SCHEMA crowd.dropping CASCADE");
        assertUpdate("CREATE TABLE crowd.push.after WITH (destination = 'dropping') AS SELECT n AS user_id FROM UNNEST(sequence(1, 40)) AS t (n)", 40);
        assertThat(execute("ALTER TABLE crowd.push.after EXECUTE deliver")).containsEntry("suppressed", 10L).containsEntry("accepted", 30L);
        assertThat(dropping.effects()).hasSize(40).allSatisfy((_, rows) -> assertThat(rows).hasSize(1));
    }
}
