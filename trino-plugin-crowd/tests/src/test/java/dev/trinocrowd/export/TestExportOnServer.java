package dev.trinocrowd.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Sets;
import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

/// The packaged server, killed while it delivers: the next delivery goes on where it was, and by the platform's own list every row took effect once.
final class TestExportOnServer
{
    private static final int ROWS = 1_500;
    private static final int BATCH_ROWS = 10;
    /// Now and then the delivery is at its end.
    private static final int MOST_CALLS = ROWS / BATCH_ROWS + 10;
    private static final long LEASE_MILLIS = 3_000;

    @TempDir
    private Path folder;

    @Test
    void aKilledDeliveryGoesOn()
            throws Exception
    {
        killDeliveries(5);
    }

    @Tag("nightly")
    @Test
    void aDeliveryThatIsKilledAgainAndAgainGoesOn()
            throws Exception
    {
        killDeliveries(Integer.getInteger("crowd.export.kills", 200));
    }

    private void killDeliveries(int kills)
            throws Exception
    {
        try (PushServer push = new PushServer()) {
            push.setDelay(10);
            Path catalogs = declareCatalog(push);
            Path data = folder.resolve("data");
            long seed = System.nanoTime();
            System.out.printf("%s kills, seed %s%n", kills, seed);
            Random random = new Random(seed);
            int cutOff = 0;
            RealServer server = RealServer.start(data, "--catalogs", catalogs.toString());
            try {
                execute(server, "CREATE SCHEMA exports.push");
                execute(server, "CREATE TABLE exports.push.summer (user_id bigint, title varchar) WITH (destination = 'push')");
                for (int kill = 0; kill < kills; kill++) {
                    execute(server,
                            "INSERT INTO exports.push.summer SELECT n, 'wave %1$s' FROM UNNEST(sequence(%2$s, %3$s)) AS t (n)".formatted(kill, 1 + kill * ROWS, (kill + 1) * ROWS));
                    int before = push.calls();
                    RealServer running = server;
                    Thread delivery = Thread.ofVirtual().start(() -> deliver(running));
                    int calls = before + 1 + random.nextInt(MOST_CALLS);
                    while (push.calls() < calls && delivery.isAlive()) {
                        Thread.sleep(1);
                    }
                    cutOff += delivery.isAlive() ? 1 : 0;
                    kill(server);
                    // The client would look for its server for minutes.
                    delivery.interrupt();
                    server = RealServer.start(data, "--catalogs", catalogs.toString());
                }
                assertThat(cutOff).as("deliveries that a kill has cut off, seed %s", seed).isPositive();
                // What is left: the open round, then what was staged behind it.
                System.out.printf("%s of %s kills have cut off a delivery%n", cutOff, kills);
                for (int attempt = 0; pending(server) > 0; attempt++) {
                    assertThat(attempt).isLessThan(20);
                    String message = deliver(server);
                    if (message.contains("is in use")) {
                        Thread.sleep(LEASE_MILLIS / 3);
                    }
                }
                Map<Long, List<JsonNode>> effects = push.effects();
                // Without a matcher, which compares each of so many with each.
                Set<Long> staged = LongStream.rangeClosed(1, (long) kills * ROWS).boxed().collect(toImmutableSet());
                assertThat(Sets.difference(staged, effects.keySet())).as("rows that took no effect, seed %s", seed).isEmpty();
                assertThat(Sets.difference(effects.keySet(), staged)).as("rows that nobody has staged, seed %s", seed).isEmpty();
                assertThat(effects.values()).allSatisfy(rows -> assertThat(rows).as("seed %s", seed).hasSize(1));
                assertThat(column(server, "SELECT sum(accepted) FROM exports.push.\"summer$runs\" WHERE status = 'delivered'")).containsExactly(Integer.toString(kills * ROWS));
                assertThat(column(server, "SELECT count(*) FROM exports.push.\"summer$state\" WHERE outcome = 'accepted'")).containsExactly(Integer.toString(kills * ROWS));
            }
            finally {
                server.close();
            }
        }
    }

    private Path declareCatalog(PushServer push)
            throws Exception
    {
        Path catalogs = Files.createDirectories(folder.resolve("catalogs"));
        Path destinations = folder.resolve("destinations.json");
        Files.writeString(destinations, "{\"push\": %s}".formatted(push.declare(", \"batch-size\": %s, \"lanes\": 2, \"in-flight\": 2".formatted(BATCH_ROWS))));
        Files.writeString(catalogs.resolve("exports.properties"), """
                connector.name=crowd
                crowd.location=local:///
                fs.local.enabled=true
                local.location=%s
                crowd.export.destinations-file=%s
                crowd.export.lease-duration=%sms
                """.formatted(Files.createDirectories(folder.resolve("exports")), destinations, LEASE_MILLIS));
        return catalogs;
    }

    /// As `kill -9` does, of the server and of the launcher that waits for it.
    private static void kill(RealServer server)
            throws InterruptedException
    {
        List<ProcessHandle> processes = new ArrayList<>(server.process().descendants().toList());
        processes.add(server.process().toHandle());
        processes.forEach(ProcessHandle::destroyForcibly);
        server.process().waitFor();
        for (ProcessHandle process : processes) {
            while (process.isAlive()) {
                Thread.sleep(10);
            }
        }
    }

    /// @return what went wrong, if anything
    private static String deliver(RealServer server)
    {
        try {
            execute(server, "ALTER TABLE exports.push.summer EXECUTE deliver");
            return "";
        }
        catch (SQLException e) {
            return e.getMessage();
        }
    }

    private static long pending(RealServer server)
            throws SQLException
    {
        return Long.parseLong(column(server, "SELECT count(*) FROM exports.push.summer").getFirst());
    }

    private static void execute(RealServer server, String sql)
            throws SQLException
    {
        try (Connection connection = server.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> column(RealServer server, String sql)
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
