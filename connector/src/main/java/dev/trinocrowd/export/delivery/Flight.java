package dev.trinocrowd.export.delivery;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/// A batch from its intent to its outcome.
final class Flight
{
    private final LaneReader.Part part;
    private final Batch batch;
    private final Instant firstSent;
    private boolean maybeTaken;
    private int attempts;
    private long dueNanos;
    private String lastMessage = "";

    /// @param firstSent when it left for the first time under its key
    /// @param maybeTaken whether an earlier run left open if it was taken
    Flight(LaneReader.Part part, String key, Instant firstSent, boolean maybeTaken)
    {
        this.part = requireNonNull(part, "part is null");
        this.batch = new Batch(part.id(), key, part.rows());
        this.firstSent = requireNonNull(firstSent, "firstSent is null");
        this.maybeTaken = maybeTaken;
    }

    LaneReader.Part part()
    {
        return part;
    }

    Batch batch()
    {
        return batch;
    }

    Instant firstSent()
    {
        return firstSent;
    }

    boolean isMaybeTaken()
    {
        return maybeTaken;
    }

    void setMaybeTaken()
    {
        maybeTaken = true;
    }

    int attempts()
    {
        return attempts;
    }

    void countAttempt()
    {
        attempts++;
    }

    String lastMessage()
    {
        return lastMessage;
    }

    /// Has the flight wait for its next attempt.
    void retryAt(long nanos, String message)
    {
        dueNanos = nanos;
        lastMessage = message;
    }

    /// @return negative if it is due
    long nanosUntilDue()
    {
        return dueNanos - System.nanoTime();
    }
}
