package dev.trinocrowd.export.http;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/// The headers by which a platform says how many calls it still takes, beside `Retry-After`.
///
/// @param remaining how many calls are left
/// @param reset when there are more: in how many seconds, or at which second of the epoch
public record RateHeaders(Optional<String> remaining, Optional<String> reset)
{
    public static final RateHeaders NONE = new RateHeaders(Optional.empty(), Optional.empty());

    private static final String RETRY_AFTER = "Retry-After";
    /// As a number of seconds, this is 30 years; as a second of the epoch, it is in 2001.
    private static final long LEAST_EPOCH_SECOND = 1_000_000_000;

    public RateHeaders
    {
        requireNonNull(remaining, "remaining is null");
        requireNonNull(reset, "reset is null");
        if (remaining.isPresent() != reset.isPresent()) {
            throw new IllegalArgumentException("rate headers are 'remaining' and 'reset', found one of them");
        }
    }

    /// @return for how long the platform wants no call
    Optional<Duration> pause(int status, HttpHeaders headers, Clock clock)
    {
        boolean isTaken = status >= 200 && status < 300;
        if (!isTaken) {
            Optional<Duration> retryAfter = headers.firstValue(RETRY_AFTER).flatMap(text -> retryAfter(text.strip(), clock));
            if (retryAfter.isPresent()) {
                return retryAfter;
            }
        }
        if (remaining.isEmpty() || number(headers, remaining.orElseThrow()).orElse(1) > 0) {
            return Optional.empty();
        }
        OptionalLong until = number(headers, reset.orElseThrow());
        if (until.isEmpty() || until.getAsLong() < 0) {
            return Optional.empty();
        }
        return Optional.of(until.getAsLong() < LEAST_EPOCH_SECOND ? Duration.ofSeconds(until.getAsLong()) : between(clock, Instant.ofEpochSecond(until.getAsLong())));
    }

    private static Optional<Duration> retryAfter(String text, Clock clock)
    {
        OptionalLong seconds = number(text);
        if (seconds.isPresent()) {
            return Optional.of(Duration.ofSeconds(Math.max(seconds.getAsLong(), 0)));
        }
        try {
            return Optional.of(between(clock, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
        }
        catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Duration between(Clock clock, Instant until)
    {
        Duration duration = Duration.between(clock.instant(), until);
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private static OptionalLong number(HttpHeaders headers, String name)
    {
        return headers.firstValue(name).map(RateHeaders::number).orElse(OptionalLong.empty());
    }

    /// @return empty for more digits than any wait has
    private static OptionalLong number(String text)
    {
        return text.strip().matches("\\d{1,12}") ? OptionalLong.of(Long.parseLong(text.strip())) : OptionalLong.empty();
    }
}
