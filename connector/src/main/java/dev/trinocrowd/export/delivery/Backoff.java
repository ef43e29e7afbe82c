package dev.trinocrowd.export.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

import static com.google.common.base.Preconditions.checkArgument;

/// How long to wait before the next attempt: twice as long each time, and at random between half of that and all of it, so that lanes do not
/// come back together.
///
/// @param attempts the most calls for a batch in one run
/// @param patience the longest pause that a destination may ask for without ending the run
public record Backoff(int attempts, Duration first, Duration longest, Duration patience)
{
    public static final Backoff DEFAULT = new Backoff(8, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(5));

    private static final int MOST_DOUBLINGS = 20;

    public Backoff
    {
        checkArgument(attempts > 0, "the number of attempts must be positive, found %s", attempts);
        checkArgument(first.isPositive() && longest.compareTo(first) >= 0, "the waits must be positive and ascend, found %s to %s", first, longest);
        checkArgument(!patience.isNegative(), "the longest pause must not be negative, found %s", patience);
    }

    /// @param attempt how many were made
    public Duration delay(int attempt, RandomGenerator random)
    {
        Duration doubled = first.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        long nanos = (doubled.compareTo(longest) < 0 ? doubled : longest).toNanos();
        return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
    }
}
