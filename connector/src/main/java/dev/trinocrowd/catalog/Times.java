package dev.trinocrowd.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times in manifests: microseconds since 1970 in UTC.
final class Times
{
    private Times()
    {}

    static Instant instant(long micros)
    {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long micros(Instant instant)
    {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    static long micros(Duration duration)
    {
        return Math.addExact(Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
    }
}
