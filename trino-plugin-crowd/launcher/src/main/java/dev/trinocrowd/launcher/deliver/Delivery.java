package dev.trinocrowd.launcher.deliver;

import dev.trinocrowd.launcher.load.TableName;
import dev.trinocrowd.launcher.sql.AlignedTable;
import dev.trinocrowd.launcher.sql.TrinoServer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static java.util.stream.IntStream.range;

/// Delivers until nothing is left: the round that an earlier delivery has not finished, and what was staged behind it.
record Delivery(TrinoServer server, TableName table, Duration patience, DeliveryConsole console)
{
    private static final int SHOWN_REFUSALS = 5;

    Delivery
    {
        requireNonNull(server, "server is null");
        requireNonNull(table, "table is null");
        requireNonNull(patience, "patience is null");
        requireNonNull(console, "console is null");
    }

    Ending run()
            throws SQLException, InterruptedException
    {
        List<Run> delivered = new ArrayList<>();
        Retries retries = new Retries(patience, InstantSource.system());
        try (Connection connection = server.connect();
                Connection watching = server.connect();
                Interruption interruption = new Interruption(new ExportLogs(watching, table), console)) {
            ExportLogs logs = new ExportLogs(connection, table);
            long firstRun = Long.MAX_VALUE;
            while (true) {
                switch (attempt(connection, new ExportLogs(watching, table), interruption)) {
                    case Attempt.Done(String query) -> {
                        Optional<Run> run = logs.run(query);
                        run.ifPresent(delivered::add);
                        firstRun = Math.min(firstRun, run.map(Run::number).orElse(Long.MAX_VALUE));
                        // What is older than this delivery may have something staged behind it, also if a crowd is mirrored.
                        boolean isOld = run.isPresent() && run.orElseThrow().firstOfRound() < firstRun;
                        if (run.isEmpty() || (!isOld && !logs.hasStaged())) {
                            return finish(delivered, logs);
                        }
                        retries.succeed();
                    }
                    case Attempt.Stopped(String message) -> {
                        if (!isTriedAgain(message, retries)) {
                            report(delivered, logs);
                            return Ending.LEFT;
                        }
                    }
                    case Attempt.InUse(String message) -> {
                        if (!isTriedAgain(message, retries)) {
                            report(delivered, logs);
                            return Ending.IN_USE;
                        }
                    }
                }
            }
        }
    }

    private Attempt attempt(Connection connection, ExportLogs watching, Interruption interruption)
            throws SQLException, InterruptedException
    {
        try (DeliverStatement statement = new DeliverStatement(connection, table);
                ProgressWatch _ = new ProgressWatch(watching, statement, console)) {
            interruption.watch(Optional.of(statement));
            return statement.run();
        }
        catch (SQLException e) {
            interruption.awaitEnd();
            throw e;
        }
        finally {
            interruption.watch(Optional.empty());
        }
    }

    private boolean isTriedAgain(String message, Retries retries)
            throws InterruptedException
    {
        Optional<Duration> pause = retries.next();
        if (pause.isEmpty()) {
            console.warn(message);
            return false;
        }
        console.warn("%s. Trying again in %s s".formatted(message, Math.ceilDiv(pause.orElseThrow().toMillis(), 1000)));
        Thread.sleep(pause.orElseThrow());
        return true;
    }

    private Ending finish(List<Run> delivered, ExportLogs logs)
            throws SQLException
    {
        if (delivered.isEmpty()) {
            console.print("Nothing is staged in %s.".formatted(table));
            return Ending.DELIVERED;
        }
        report(delivered, logs);
        return delivered.stream().allMatch(Run::isWhole) ? Ending.DELIVERED : Ending.PARTLY;
    }

    private void report(List<Run> delivered, ExportLogs logs)
            throws SQLException
    {
        if (delivered.isEmpty()) {
            return;
        }
        Set<Integer> numbers = range(0, Run.COUNTS.size()).boxed().collect(toSet());
        new AlignedTable(Run.COUNTS, numbers, delivered.stream().map(Run::counts).toList()).body().forEach(console::print);
        for (Run run : delivered) {
            if (run.rejected() > 0) {
                console.warn("The first rows that were refused in round %s; all are in \"%s$deliveries\":".formatted(run.round(), table.table()));
                logs.refused(run.round(), SHOWN_REFUSALS).body().forEach(console::warn);
            }
            if (run.unknown() > 0) {
                console.warn("Of %s rows of round %s it is not known whether the destination took them.".formatted(run.unknown(), run.round()));
            }
        }
    }
}
