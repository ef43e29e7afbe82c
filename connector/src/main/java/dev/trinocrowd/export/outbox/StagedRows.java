package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;

import java.util.List;

import static java.util.Objects.requireNonNull;

/// An outbox snapshot: the rows that one statement has staged.
///
/// @param version of the outbox by which it came
/// @param time in microseconds
public record StagedRows(long version, long time, String query, String user, long rows, List<RowFileRecord> files)
{
    public StagedRows
    {
        requireNonNull(query, "query is null");
        requireNonNull(user, "user is null");
        files = ImmutableList.copyOf(files);
    }
}
