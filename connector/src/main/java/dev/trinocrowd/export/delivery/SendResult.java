package dev.trinocrowd.export.delivery;

import java.time.Duration;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// What came of a call.
///
/// @param pause for how long the destination wants no call at all
public record SendResult(Verdict verdict, Optional<Duration> pause)
{
    public SendResult
    {
        requireNonNull(verdict, "verdict is null");
        requireNonNull(pause, "pause is null");
    }

    public static SendResult of(Verdict verdict)
    {
        return new SendResult(verdict, Optional.empty());
    }
}
