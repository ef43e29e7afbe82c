package dev.trinocrowd.export.delivery;

import com.google.common.collect.ImmutableList;

import java.util.List;

/// What rows must have in common to share a batch.
///
/// @param columns payload columns by name: a call carries one value of each
/// @param byAction whether sending and deleting are different calls
public record Grouping(List<String> columns, boolean byAction)
{
    public static final Grouping NONE = new Grouping(List.of(), false);

    public Grouping
    {
        columns = ImmutableList.copyOf(columns);
    }

    public boolean isNone()
    {
        return columns.isEmpty() && !byAction;
    }
}
