package dev.trinocrowd.export.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// Whether a destination tells repeats by a batch's key.
///
/// @param life how long it remembers a key; empty for ever
public record Idempotency(boolean isHonoured, Optional<Duration> life)
{
    public static final Idempotency NONE = new Idempotency(false, Optional.empty());
    public static final Idempotency FOREVER = new Idempotency(true, Optional.empty());

    public Idempotency
    {
        requireNonNull(life, "life is null");
    }

    public static Idempotency during(Duration life)
    {
        return new Idempotency(true, Optional.of(life));
    }

    /// Whether a batch that may have been taken is safe to send again.
    public boolean covers(Instant firstSent, Instant now)
    {
        return isHonoured && life.map(duration -> now.isBefore(firstSent.plus(duration))).orElse(true);
    }
}
