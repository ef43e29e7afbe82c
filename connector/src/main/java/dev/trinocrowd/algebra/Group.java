package dev.trinocrowd.algebra;

import java.util.List;

/// A row of a finished aggregate.
///
/// @param key the values of the columns that were grouped by
/// @param values one of each aggregation, in order: Long for counts, OptionalLong for min and max, [IdSet] for unions
public record Group(KeyTuple key, List<Object> values)
{
    public Group
    {
        values = List.copyOf(values);
    }
}
