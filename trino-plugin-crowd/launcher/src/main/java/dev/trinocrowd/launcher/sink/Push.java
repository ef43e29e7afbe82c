package dev.trinocrowd.launcher.sink;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

import static java.time.temporal.ChronoUnit.SECONDS;
import static java.util.Objects.requireNonNull;

/// A message to a user, as a row of a call asks for it.
record Push(long userId, String title, LocalDateTime sendAt)
{
    Push
    {
        requireNonNull(title, "title is null");
        requireNonNull(sendAt, "sendAt is null");
    }

    /// @throws RefusedRowException if the row is no such thing
    static Push of(JsonNode row)
            throws RefusedRowException
    {
        JsonNode userId = row.path("user_id");
        if (!userId.isIntegralNumber() || !userId.canConvertToLong()) {
            throw new RefusedRowException("user_id must be a whole number, found " + found(userId));
        }
        JsonNode title = row.path("title");
        if (!title.isTextual() || title.asText().isBlank()) {
            throw new RefusedRowException("title must be a text, found " + found(title));
        }
        return new Push(userId.asLong(), title.asText(), sendAt(row.path("send_at")));
    }

    private static LocalDateTime sendAt(JsonNode value)
            throws RefusedRowException
    {
        if (value.isMissingNode() || value.isNull()) {
            return LocalDateTime.now(ZoneOffset.UTC).truncatedTo(SECONDS);
        }
        try {
            return LocalDateTime.parse(value.asText()).truncatedTo(SECONDS);
        }
        catch (DateTimeParseException _) {
            throw new RefusedRowException("send_at must be a time such as 2026-01-31T20:00:00, found " + found(value));
        }
    }

    private static String found(JsonNode value)
    {
        return value.isMissingNode() ? "none" : value.toString();
    }
}
