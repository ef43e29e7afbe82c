package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.TableEntry;

import static java.util.Objects.requireNonNull;

/// A table of counts, which never changes: what members got on a day and on days before it.
///
/// @param rows of the table
/// @param day the last one that it has, as days since 1970
public record CountLayer(TableEntry table, long version, long rows, long day)
{
    public CountLayer
    {
        requireNonNull(table, "table is null");
    }
}
