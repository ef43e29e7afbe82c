package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;

import java.util.List;

import static java.util.Objects.requireNonNull;

/// A row of a finished aggregate.
///
/// @param key the values of the columns that were grouped by
/// @param values one of each aggregation, in order
public record Group(KeyTuple key, List<AggregateValue> values)
{
    public Group
    {
        requireNonNull(key, "key is null");
        values = ImmutableList.copyOf(values);
    }
}
