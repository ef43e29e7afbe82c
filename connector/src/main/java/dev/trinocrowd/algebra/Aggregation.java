package dev.trinocrowd.algebra;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What is computed of the rows of a group. A member or key that is NULL counts for nothing.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Aggregation.CountRows.class, name = "count_rows"),
    @JsonSubTypes.Type(value = Aggregation.CountKey.class, name = "count_key"),
    @JsonSubTypes.Type(value = Aggregation.CountMember.class, name = "count_member"),
    @JsonSubTypes.Type(value = Aggregation.CountDistinct.class, name = "count_distinct"),
    @JsonSubTypes.Type(value = Aggregation.Min.class, name = "min"),
    @JsonSubTypes.Type(value = Aggregation.Max.class, name = "max"),
    @JsonSubTypes.Type(value = Aggregation.Union.class, name = "union"),
})
public sealed interface Aggregation
{
    /// `count(*)`
    record CountRows()
            implements Aggregation
    {}

    /// `count(key)`
    record CountKey(KeyColumn key)
            implements Aggregation
    {}

    /// `count(member)`
    record CountMember(Member member)
            implements Aggregation
    {}

    /// `count(DISTINCT member)`
    record CountDistinct(Member member)
            implements Aggregation
    {}

    /// `min(member)`: NULL if there is none.
    record Min(Member member)
            implements Aggregation
    {}

    /// `max(member)`: NULL if there is none.
    record Max(Member member)
            implements Aggregation
    {}

    /// The set of the members, as `bitmap_agg(member)` makes it; empty if there are none.
    record Union(Member member)
            implements Aggregation
    {}
}
