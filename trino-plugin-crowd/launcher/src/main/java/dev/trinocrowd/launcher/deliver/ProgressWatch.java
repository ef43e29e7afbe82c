package dev.trinocrowd.launcher.deliver;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// Shows from time to time how far a delivery is, as its logs say.
final class ProgressWatch
        implements AutoCloseable
{
    /// Reading the logs must not become the work.
    private static final int PAUSES_PER_READ = 20;

    private final ExportLogs logs;
    private final DeliverStatement delivery;
    private final DeliveryConsole console;
    private final ProgressMeter meter = new ProgressMeter();
    private final Thread thread;

    /// @param logs of a connection of its own
    ProgressWatch(ExportLogs logs, DeliverStatement delivery, DeliveryConsole console)
    {
        this.logs = requireNonNull(logs, "logs is null");
        this.delivery = requireNonNull(delivery, "delivery is null");
        this.console = requireNonNull(console, "console is null");
        thread = Thread.ofVirtual().start(this::watch);
    }

    private void watch()
    {
        Duration pause = console.interval();
        try {
            while (true) {
                Thread.sleep(pause);
                long start = System.nanoTime();
                show();
                Duration read = Duration.ofNanos(System.nanoTime() - start).multipliedBy(PAUSES_PER_READ);
                pause = read.compareTo(console.interval()) > 0 ? read : console.interval();
            }
        }
        catch (InterruptedException _) {
            // the delivery has ended
            return;
        }
    }

    private void show()
    {
        Optional<String> query = delivery.query();
        if (query.isEmpty()) {
            return;
        }
        try {
            Optional<Run> run = logs.run(query.orElseThrow());
            if (run.isPresent() && !Thread.currentThread().isInterrupted()) {
                console.progress(meter.text(run.orElseThrow(), System.nanoTime()));
            }
        }
        catch (SQLException _) {
            // The delivery itself says what is wrong.
            return;
        }
    }

    @Override
    public void close()
    {
        thread.interrupt();
        try {
            thread.join();
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
