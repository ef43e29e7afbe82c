package dev.trinocrowd.export.delivery;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// The columns of an export table, as its destination sees them.
///
/// @param member the name of the column of members
/// @param hasDeletes whether rows may ask for deletion, so that the action has to be told
public record RowSchema(String member, List<PayloadColumn> columns, boolean hasDeletes)
{
    public RowSchema
    {
        requireNonNull(member, "member is null");
        columns = ImmutableList.copyOf(columns);
    }

    /// @return the payload column's number; empty if there is none of this name
    public Optional<Integer> find(String column)
    {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
