package dev.trinocrowd.launcher.deliver;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// How far a delivery is, how fast, and how long the rest will take at this rate.
final class ProgressMeter
{
    private static final Duration LEAST_OBSERVATION = Duration.ofSeconds(1);

    private Optional<Start> start = Optional.empty();

    private record Start(long run, long settled, long nanos)
    {}

    /// @param nanos of a clock that does not jump
    String text(Run run, long nanos)
    {
        Start first = start.filter(seen -> seen.run() == run.number()).orElseGet(() -> new Start(run.number(), run.settled(), nanos));
        start = Optional.of(first);
        StringBuilder text = new StringBuilder();
        if (run.staged() > 0) {
            text.append(String.format(Locale.ROOT, "%,d of %,d rows (%d %%)", run.settled(), run.staged(), 100 * run.settled() / run.staged()));
        }
        else {
            text.append(String.format(Locale.ROOT, "%,d rows", run.settled()));
        }
        long observed = nanos - first.nanos();
        if (observed < LEAST_OBSERVATION.toNanos()) {
            return text.toString();
        }
        double rate = (run.settled() - first.settled()) * 1e9 / observed;
        text.append(String.format(Locale.ROOT, rate < 10 ? ", %.1f a second" : ", %,.0f a second", rate));
        if (rate > 0 && run.staged() > 0) {
            text.append(", ").append(duration(Math.round(run.pending() / rate))).append(" left");
        }
        return text.toString();
    }

    private static String duration(long seconds)
    {
        if (seconds < 100) {
            return seconds + " s";
        }
        return seconds < 6_000 ? "%s min".formatted((seconds + 30) / 60) : String.format(Locale.ROOT, "%,.1f h", seconds / 3_600.0);
    }
}
