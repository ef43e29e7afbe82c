package dev.trinocrowd.export;

import dev.trinocrowd.testing.CrowdCli;
import dev.trinocrowd.testing.CrowdCli.Result;
import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/// `bin/crowd deliver` against the packaged server and push platforms, as cron runs it.
@TestInstance(PER_CLASS)
@Timeout(600)
final class TestDeliverCommand
{
    private static final int SIGTERM_EXIT = 143;

    private PushServer push;
    private PushServer slow;
    private PushServer broken;
    private RealServer server;

    @BeforeAll
    void start(@TempDir Path folder)
            throws Exception
    {
        push = new PushServer();
        slow = new PushServer();
        slow.setDelay(100);
        broken = new PushServer();
        Path destinations = folder.resolve("destinations.json");
        Files.writeString(destinations, """
                {"push": %s, "slow": %s, "broken": %s}
                """.formatted(
                push.declare(", \"batch-size\": 10"),
                slow.declare(", \"batch-size\": 1, \"in-flight\": 1"),
                broken.declare(", \"attempts\": 1")));
        Path catalogs = Files.createDirectories(folder.resolve("catalogs"));
        Files.writeString(catalogs.resolve("exports.properties"), """
                connector.name=crowd
                crowd.location=local:///
                fs.local.enabled=true
                local.location=%s
                crowd.export.destinations-file=%s
                crowd.export.lease-duration=5s
                """.formatted(Files.createDirectories(folder.resolve("exports")), destinations));
        server = RealServer.start(folder.resolve("data"), "--catalogs", catalogs.toString());
        execute("CREATE SCHEMA exports.push");
        execute("CREATE SCHEMA exports.app");
    }

    @AfterAll
    void stop()
    {
        Stream.of(server, push, slow, broken).forEach(TestDeliverCommand::close);
    }

    private static void close(AutoCloseable resource)
    {
        try {
            resource.close();
        }
        catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsStagedIsDeliveredOnce()
            throws SQLException
    {
        stage("whole", "push", 1, 25);
        Result first = deliver("exports.push.whole");
        assertThat(first.err()).isEmpty();
        assertThat(first.out()).isEqualTo("""
                round | staged | accepted | rejected | suppressed | unknown | deleted | not_deleted
                ------+--------+----------+----------+------------+---------+---------+------------
                    1 |     25 |       25 |        0 |          0 |       0 |       0 |           0
                """);
        assertThat(first.exitCode()).isZero();
        Result second = deliver("EXPORTS.\"push\".whole");
        assertThat(second.out()).isEqualTo("Nothing is staged in exports.push.whole.\n");
        assertThat(second.exitCode()).isZero();
        assertThat(push.effects().get(7L)).hasSize(1);
    }

    @Test
    void aDryRunCountsAndSendsNothing()
            throws SQLException
    {
        stage("dry", "push", 101, 103);
        Result result = deliver("exports.push.dry", "--dry-run");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("metric_name | metric_value\n").contains("new         |            3\n", "staged      |            3\n");
        assertThat(result.exitCode()).isZero();
        assertThat(push.effects()).doesNotContainKey(101L);
        assertThat(values("SELECT count(*) FROM exports.push.dry")).containsExactly("3");
    }

    @Test
    void refusedRowsAreShown()
            throws SQLException
    {
        push.refuse(202);
        stage("refused", "push", 201, 203);
        Result result = deliver("exports.push.refused");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).contains("    1 |      3 |        2 |        1 |");
        assertThat(result.err()).isEqualTo("""
                The first rows that were refused in round 1; all are in "refused$deliveries":
                member | message
                -------+---------------
                   202 | not registered
                """);
    }

    @Test
    void aStoppedDeliveryGoesOnAndThenDeliversWhatWasStagedBehindIt()
            throws SQLException
    {
        stage("stopping", "broken", 301, 310);
        broken.setStatus(503);
        Result stopped = deliver("exports.push.stopping");
        assertThat(stopped.exitCode()).isEqualTo(4);
        assertThat(stopped.out()).isEmpty();
        assertThat(stopped.err()).startsWith("The delivery stopped: ").endsWith("Run deliver again to go on\n").contains("10 pending");
        execute("INSERT INTO exports.push.stopping VALUES 311, 312");
        broken.setStatus(200);
        Result result = deliver("exports.push.stopping");
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().skip(2)).containsExactly(
                "    1 |     10 |       10 |        0 |          0 |       0 |       0 |           0",
                "    2 |      2 |        2 |        0 |          0 |       0 |       0 |           0");
        assertThat(result.exitCode()).isZero();
        assertThat(values("SELECT count(*) FROM exports.push.stopping")).containsExactly("0");
    }

    @Test
    void aDeliveryThatMayWaitIsTriedAgain()
            throws Exception
    {
        stage("waiting", "broken", 351, 352);
        broken.setStatus(503);
        Process process = start("exports.push.waiting", "--wait", "2m");
        String line = process.errorReader().readLine();
        broken.setStatus(200);
        assertThat(line).startsWith("The delivery stopped: ").endsWith(". Trying again in 2 s");
        assertThat(process.waitFor()).isZero();
        assertThat(broken.effects().get(351L)).hasSize(1);
    }

    @Test
    void theSecondOfTwoDeliveriesSaysSoOrWaits()
            throws Exception
    {
        stage("first", "slow", 401, 500);
        stage("second", "slow", 501, 502);
        int before = slow.calls();
        Process first = start("exports.push.first");
        awaitCall(before, first);
        Result second = deliver("exports.push.second");
        assertThat(second.exitCode()).isEqualTo(5);
        assertThat(second.err()).startsWith("Destination 'slow' is in use: query ").contains("delivers push.first since").hasLineCount(1);
        Result patient = deliver("exports.push.second", "--wait", "2m");
        assertThat(patient.exitCode()).isZero();
        assertThat(patient.err()).contains("is in use: ", "Trying again in ");
        assertThat(first.waitFor()).isZero();
        assertThat(slow.effects().get(502L)).hasSize(1);
    }

    @Test
    void aSignalEndsTheDeliveryOnTheServerAndTheNextOneGoesOn()
            throws Exception
    {
        stage("signalled", "slow", 601, 700);
        int before = slow.calls();
        Process process = start("exports.push.signalled");
        awaitCall(before, process);
        process.toHandle().destroy();
        assertThat(process.waitFor()).isEqualTo(SIGTERM_EXIT);
        assertThat(process.errorReader().lines().filter(line -> !line.startsWith("…"))).containsExactly("Stopped by a signal: rows that have not left wait for the next delivery.");
        assertThat(process.inputReader().lines()).isEmpty();
        assertThat(values("SELECT count(*) > 0 FROM exports.push.signalled")).containsExactly("true");
        // The lease is free at once: there is nothing to wait for.
        Result result = deliver("exports.push.signalled");
        assertThat(result.err()).doesNotContain("in use");
        assertThat(result.exitCode()).isZero();
        for (long member = 601; member <= 700; member++) {
            assertThat(slow.effects().get(member)).as("effects of %s", member).hasSize(1);
        }
    }

    @Test
    void aTerminalShowsHowFarItIs()
            throws SQLException
    {
        stage("shown", "slow", 801, 840);
        Result result = server.crowd(Map.of("JDK_JAVA_OPTIONS", "-Dcrowd.terminal.width=80"), "", "deliver", "exports.push.shown");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).containsPattern("\r\\d+ of 40 rows \\(\\d+ %\\).*\r +\rround \\| staged");
    }

    @Test
    void aMirroredCrowdIsDeliveredOnce()
            throws SQLException
    {
        push.refuse(902);
        execute("CREATE TABLE exports.app.fans AS SELECT * FROM (VALUES 901, 902, 903) AS t (user_id)");
        execute("CREATE TABLE exports.push.fans (user_id bigint) WITH (destination = 'push', mode = 'mirror', source = 'app.fans')");
        Result result = deliver("exports.push.fans");
        assertThat(result.out()).endsWith("    1 |      3 |        2 |        1 |          0 |       0 |       0 |           0\n");
        assertThat(result.exitCode()).isEqualTo(3);
        execute("DELETE FROM exports.app.fans WHERE user_id <= 902");
        Result next = deliver("exports.push.fans");
        assertThat(next.out()).endsWith("    2 |      0 |        0 |        0 |          0 |       0 |       1 |           0\n");
        assertThat(next.exitCode()).isZero();
    }

    @Test
    void whatCannotBeIsAnError()
    {
        Result wrongName = deliver("push.summer");
        assertThat(wrongName.err()).contains("TABLE takes a catalog, a schema and a table, such as warehouse.shop.events, not 'push.summer'.", "Usage: crowd deliver");
        assertThat(wrongName.exitCode()).isEqualTo(2);
        Result wrongTime = deliver("exports.push.none", "--wait", "10");
        assertThat(wrongTime.err()).contains("expected a time such as 30s, 10m or 1h30m, found '10'");
        assertThat(wrongTime.exitCode()).isEqualTo(2);
        Result missing = deliver("exports.push.\"none\"\" EXECUTE optimize; \"");
        assertThat(missing.err()).isEqualTo("Table 'exports.push.\"none\"\" execute optimize; \"' does not exist\n");
        assertThat(missing.exitCode()).isEqualTo(1);
        Result nobody = CrowdCli.run("deliver", "--server", "http://127.0.0.1:1", "exports.push.none");
        assertThat(nobody.err()).startsWith("No Trino server answers at http://127.0.0.1:1 (").hasLineCount(1);
        assertThat(nobody.exitCode()).isEqualTo(1);
    }

    private void stage(String table, String destination, int from, int to)
            throws SQLException
    {
        execute("CREATE TABLE exports.push.%s WITH (destination = '%s') AS SELECT n AS user_id FROM UNNEST(sequence(%s, %s)) AS t (n)".formatted(table, destination, from, to));
    }

    private Result deliver(String table, String... options)
    {
        return server.crowd("deliver", Stream.concat(Stream.of(table), Stream.of(options)).toArray(String[]::new));
    }

    /// Begins to deliver.
    private Process start(String table, String... options)
            throws IOException
    {
        List<String> arguments = new ArrayList<>(List.of("deliver", "--server", server.url().toString(), table));
        arguments.addAll(List.of(options));
        return CrowdCli.command(arguments.toArray(String[]::new)).start();
    }

    private void awaitCall(int before, Process delivery)
            throws InterruptedException
    {
        while (slow.calls() == before && delivery.isAlive()) {
            Thread.sleep(10);
        }
        assertThat(delivery.isAlive()).isTrue();
    }

    private void execute(String sql)
            throws SQLException
    {
        try (Connection connection = server.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> values(String sql)
            throws SQLException
    {
        List<String> values = new ArrayList<>();
        try (Connection connection = server.connect(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
