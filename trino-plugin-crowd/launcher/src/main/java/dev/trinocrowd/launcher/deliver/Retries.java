package dev.trinocrowd.launcher.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// How long to pause before another try: each time twice as long, until the first of the tries is too long ago.
final class Retries
{
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Duration patience;
    private final InstantSource clock;
    private Optional<Instant> end = Optional.empty();
    private Duration pause = FIRST_PAUSE;

    Retries(Duration patience, InstantSource clock)
    {
        this.patience = requireNonNull(patience, "patience is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /// @return empty if there is to be no other try
    Optional<Duration> next()
    {
        Instant now = clock.instant();
        Instant last = end.orElse(now.plus(patience));
        end = Optional.of(last);
        if (!now.isBefore(last)) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, last);
        Duration next = pause.compareTo(left) < 0 ? pause : left;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return Optional.of(next);
    }

    /// A try has succeeded: the patience begins anew.
    void succeed()
    {
        end = Optional.empty();
        pause = FIRST_PAUSE;
    }
}
