package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.Aggregation;
import dev.trinocrowd.algebra.KeyColumn;

import java.util.List;

/// What makes an aggregate of a relation.
public record Grouping(List<KeyColumn> groupBy, List<Aggregation> aggregations)
{
    public Grouping
    {
        groupBy = ImmutableList.copyOf(groupBy);
        aggregations = ImmutableList.copyOf(aggregations);
    }
}
