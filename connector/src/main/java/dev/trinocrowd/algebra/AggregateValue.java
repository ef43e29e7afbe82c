package dev.trinocrowd.algebra;

import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/// What an aggregation comes to.
public sealed interface AggregateValue
{
    /// Of the counts.
    record Count(long count)
            implements AggregateValue
    {}

    /// Of min and max.
    ///
    /// @param id empty for NULL
    record Id(OptionalLong id)
            implements AggregateValue
    {
        public Id
        {
            requireNonNull(id, "id is null");
        }
    }

    /// Of the union.
    record Ids(IdSet ids)
            implements AggregateValue
    {
        public Ids
        {
            requireNonNull(ids, "ids is null");
        }
    }
}
