package dev.trinocrowd.crowd;

import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.algebra.KeyPredicate;
import dev.trinocrowd.algebra.KeyRange;
import dev.trinocrowd.algebra.KeyValue;
import dev.trinocrowd.algebra.Relation;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.Type;

import java.util.List;

import static com.google.common.collect.ImmutableList.toImmutableList;

/// Values of key columns that predicates allow, as Trino says it and as the algebra does.
final class KeyDomains
{
    private KeyDomains()
    {}

    static KeyPredicate.In predicate(KeyColumn column, Domain domain)
    {
        List<KeyRange> ranges = domain.getValues().getRanges().getOrderedRanges().stream().map(KeyDomains::range).collect(toImmutableList());
        return new KeyPredicate.In(column, domain.isNullAllowed(), ranges);
    }

    private static KeyRange range(Range range)
    {
        return new KeyRange(
                range.getLowValue().map(KeyValues::fromNative).orElse(KeyValue.NULL),
                !range.isLowUnbounded() && range.isLowInclusive(),
                range.getHighValue().map(KeyValues::fromNative).orElse(KeyValue.NULL),
                !range.isHighUnbounded() && range.isHighInclusive());
    }

    static Domain domain(Type type, KeyPredicate.In in)
    {
        List<Range> ranges = in.ranges().stream().map(range -> range(type, range)).collect(toImmutableList());
        return Domain.create(ranges.isEmpty() ? ValueSet.none(type) : ValueSet.ofRanges(ranges), in.nullAllowed());
    }

    private static Range range(Type type, KeyRange range)
    {
        Object low = KeyValues.toNative(type, range.low());
        Object high = KeyValues.toNative(type, range.high());
        if (low == null && high == null) {
            return Range.all(type);
        }
        if (low == null) {
            return range.highInclusive() ? Range.lessThanOrEqual(type, high) : Range.lessThan(type, high);
        }
        if (high == null) {
            return range.lowInclusive() ? Range.greaterThanOrEqual(type, low) : Range.greaterThan(type, low);
        }
        return Range.range(type, low, range.lowInclusive(), high, range.highInclusive());
    }

    /// What the selections of a relation leave of a column for certain.
    static Domain guaranteed(Relation relation, KeyColumn column, Type type)
    {
        return switch (relation) {
            case Relation.Scan _ -> Domain.all(type);
            case Relation.SelectKeys select -> guaranteed(select, column, type);
            case Relation.SelectMember select -> guaranteed(select.input(), column, type);
            case Relation.Join join -> guaranteed(join, column, type);
            case Relation.Distinct distinct -> guaranteed(distinct.input(), distinct.keys().get(column.column()), type);
        };
    }

    private static Domain guaranteed(Relation.SelectKeys select, KeyColumn column, Type type)
    {
        Domain domain = guaranteed(select.input(), column, type);
        for (KeyPredicate term : Selections.terms(select.predicate())) {
            if (term instanceof KeyPredicate.In in && in.column().equals(column)) {
                domain = domain.intersect(domain(type, in));
            }
        }
        return domain;
    }

    private static Domain guaranteed(Relation.Join join, KeyColumn column, Type type)
    {
        int leftCount = join.left().leafCount();
        boolean isLeft = column.leaf() < leftCount;
        Domain domain = isLeft ? guaranteed(join.left(), column, type) : guaranteed(join.right(), column.shifted(-leftCount), type);
        boolean isAlwaysPresent = switch (join.kind()) {
            case INNER -> true;
            case LEFT -> isLeft;
            case FULL -> false;
        };
        return isAlwaysPresent ? domain : domain.union(Domain.onlyNull(type));
    }

    /// The rows whose column has one of the values, which are no more than what is guaranteed.
    static Relation select(Relation relation, KeyColumn column, Domain domain)
    {
        return Selections.select(relation, predicate(column, domain), term -> term instanceof KeyPredicate.In in && in.column().equals(column));
    }

}
