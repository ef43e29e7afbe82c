package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.TableEntry;

import static java.util.Objects.requireNonNull;

/// A crowd as it was when a round began, so that the round's rows are the same in each of its runs.
///
/// @param name as `schema.table`
public record PinnedCrowd(String name, TableEntry table, long version)
{
    public PinnedCrowd
    {
        requireNonNull(name, "name is null");
        requireNonNull(table, "table is null");
    }
}
