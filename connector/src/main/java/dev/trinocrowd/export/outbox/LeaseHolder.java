package dev.trinocrowd.export.outbox;

import static java.util.Objects.requireNonNull;

/// Who has a lease.
///
/// @param table that is delivered
public record LeaseHolder(String query, String user, String table)
{
    public LeaseHolder
    {
        requireNonNull(query, "query is null");
        requireNonNull(user, "user is null");
        requireNonNull(table, "table is null");
    }
}
