package dev.trinocrowd.crowd;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.algebra.Member;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// What a column stands for in the expression of its table handle.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ColumnSource.Key.class, name = "key"),
    @JsonSubTypes.Type(value = ColumnSource.Id.class, name = "member"),
    @JsonSubTypes.Type(value = ColumnSource.Value.class, name = "value"),
    @JsonSubTypes.Type(value = ColumnSource.Row.class, name = "row"),
})
public sealed interface ColumnSource
{
    /// A key column of a leaf of the relation; of a grouped handle, one that is grouped by.
    record Key(KeyColumn column)
            implements ColumnSource
    {
        public Key
        {
            requireNonNull(column, "column is null");
        }
    }

    /// A member of the relation.
    record Id(Member member)
            implements ColumnSource
    {
        public Id
        {
            requireNonNull(member, "member is null");
        }
    }

    /// An aggregation of a grouped handle, from 0.
    record Value(int aggregation)
            implements ColumnSource
    {
        public Value
        {
            checkArgument(aggregation >= 0, "aggregation must not be negative, found %s", aggregation);
        }
    }

    /// All columns of a plain table as one, which tells its rows apart: the keys in their order, then the member.
    record Row()
            implements ColumnSource
    {}
}
