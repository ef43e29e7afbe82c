package dev.trinocrowd.export.delivery;

import com.google.common.util.concurrent.RateLimiter;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

import static java.lang.Math.max;

/// When the next call may leave: at the lane's rate, and not while the destination wants none.
///
/// For one thread.
@SuppressWarnings("UnstableApiUsage") // RateLimiter, which has been as it is for ten years
final class Pace
{
    /// How often to look, where the limiter cannot say how long to wait.
    private static final Duration LONGEST_LOOK = Duration.ofMillis(50);

    private final Optional<RateLimiter> limiter;
    private final Duration look;
    private long pausedUntil = System.nanoTime();

    Pace(OptionalDouble callsPerSecond)
    {
        if (callsPerSecond.isPresent()) {
            limiter = Optional.of(RateLimiter.create(callsPerSecond.getAsDouble()));
            Duration interval = Duration.ofNanos((long) (1e9 / callsPerSecond.getAsDouble()) + 1);
            look = interval.compareTo(LONGEST_LOOK) < 0 ? interval : LONGEST_LOOK;
        }
        else {
            limiter = Optional.empty();
            look = Duration.ZERO;
        }
    }

    /// Takes the right to one call, if there is one.
    boolean tryAcquire()
    {
        return pausedNanos() <= 0 && limiter.map(RateLimiter::tryAcquire).orElse(true);
    }

    void pause(Duration duration)
    {
        long until = System.nanoTime() + duration.toNanos();
        if (until - pausedUntil > 0) {
            pausedUntil = until;
        }
    }

    /// After how long it is worth trying again.
    Duration untilNextTry()
    {
        return Duration.ofNanos(max(pausedNanos(), look.toNanos()));
    }

    private long pausedNanos()
    {
        return pausedUntil - System.nanoTime();
    }
}
