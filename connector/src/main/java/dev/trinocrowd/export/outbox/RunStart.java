package dev.trinocrowd.export.outbox;

import static java.util.Objects.requireNonNull;

/// A run: one `deliver`.
///
/// @param number within the export table, from 1
/// @param fence of the lease under which it runs
/// @param startedAt in microseconds
public record RunStart(long number, long fence, long startedAt, String query, String user)
{
    public RunStart
    {
        requireNonNull(query, "query is null");
        requireNonNull(user, "user is null");
    }
}
