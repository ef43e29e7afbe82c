package dev.trinocrowd.launcher.load;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

import static java.util.Objects.requireNonNull;

/// Says from time to time how far a long load is.
final class Progress
{
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final PrintWriter err;
    private final long total;
    private long lastNanos = System.nanoTime();

    Progress(PrintWriter err, long total)
    {
        this.err = requireNonNull(err, "err is null");
        this.total = total;
    }

    synchronized void sent(long rows)
    {
        long now = System.nanoTime();
        if (now - lastNanos >= INTERVAL.toNanos()) {
            lastNanos = now;
            err.println(String.format(Locale.ROOT, "… %,d of %,d rows", rows, total));
        }
    }
}
