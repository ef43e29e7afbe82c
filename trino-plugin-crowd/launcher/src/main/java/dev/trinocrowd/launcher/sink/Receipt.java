package dev.trinocrowd.launcher.sink;

import java.time.LocalDateTime;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// Something that became of a message.
///
/// @param idempotencyKey the key under which the message came
/// @param message why it failed
record Receipt(String idempotencyKey, long userId, Event event, LocalDateTime eventTime, Optional<String> message)
{
    enum Event
    {
        DELIVERED,
        OPENED,
        CLICKED,
        FAILED,
    }

    Receipt
    {
        requireNonNull(idempotencyKey, "idempotencyKey is null");
        requireNonNull(event, "event is null");
        requireNonNull(eventTime, "eventTime is null");
        requireNonNull(message, "message is null");
    }
}
