package dev.trinocrowd.launcher.deliver;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// Ctrl-C and SIGTERM: the delivery on the server ends as well, and calls that are on their way are awaited.
final class Interruption
        implements AutoCloseable
{
    /// The server lets calls end for about as long.
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ExportLogs logs;
    private final DeliveryConsole console;
    private final Thread hook = new Thread(this::interrupt, "crowd-deliver-interruption");
    private volatile Optional<DeliverStatement> running = Optional.empty();
    private volatile boolean isRequested;

    /// @param logs of a connection of its own
    Interruption(ExportLogs logs, DeliveryConsole console)
    {
        this.logs = requireNonNull(logs, "logs is null");
        this.console = requireNonNull(console, "console is null");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void watch(Optional<DeliverStatement> statement)
    {
        running = statement;
    }

    /// Waits for the end of the process if it is near: what fails from then on is of no interest.
    void awaitEnd()
            throws InterruptedException
    {
        if (isRequested) {
            // The process ends when the hook does; this thread does not.
            Thread.currentThread().join();
        }
    }

    private void interrupt()
    {
        isRequested = true;
        try {
            if (running.isPresent()) {
                DeliverStatement statement = running.orElseThrow();
                statement.cancel();
                if (statement.query().isPresent()) {
                    awaitEnd(statement.query().orElseThrow());
                }
            }
            console.warn("Stopped by a signal: rows that have not left wait for the next delivery.");
        }
        catch (SQLException e) {
            console.warn("Stopped by a signal, but the server may still deliver: " + e.getMessage());
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd(String query)
            throws SQLException, InterruptedException
    {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (logs.isRunning(query) && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
        }
    }

    @Override
    public void close()
    {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        catch (IllegalStateException _) {
            // The JVM is ending already.
            return;
        }
    }
}
