package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;

import java.util.List;

import static java.util.Objects.requireNonNull;

/// Groups of the rows of a relation and what is computed of each.
///
/// Without key columns to group by there is one group, also of no rows; with them, only groups that have rows. Without aggregations these
/// are the distinct keys.
public record Aggregate(Relation input, List<KeyColumn> groupBy, List<Aggregation> aggregations)
{
    public Aggregate
    {
        requireNonNull(input, "input is null");
        groupBy = ImmutableList.copyOf(groupBy);
        aggregations = ImmutableList.copyOf(aggregations);
        groupBy.forEach(column -> Relation.checkColumn(input, column));
        for (Aggregation aggregation : aggregations) {
            switch (aggregation) {
                case Aggregation.CountRows _ -> {
                }
                case Aggregation.CountKey countKey -> Relation.checkColumn(input, countKey.key());
                case Aggregation.CountMember countMember -> Relation.checkMember(input, countMember.member());
                case Aggregation.CountDistinct countDistinct -> Relation.checkMember(input, countDistinct.member());
                case Aggregation.Min min -> Relation.checkMember(input, min.member());
                case Aggregation.Max max -> Relation.checkMember(input, max.member());
                case Aggregation.Union union -> Relation.checkMember(input, union.member());
            }
        }
    }

    @Override
    public String toString()
    {
        return RelationPrinter.print(this);
    }
}
