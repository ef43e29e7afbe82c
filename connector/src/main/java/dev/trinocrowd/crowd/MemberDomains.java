package dev.trinocrowd.crowd;

import dev.trinocrowd.algebra.IdRange;
import dev.trinocrowd.algebra.KeyPredicate;
import dev.trinocrowd.algebra.Member;
import dev.trinocrowd.algebra.Relation;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.ValueSet;

import java.util.List;
import java.util.Optional;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.trino.spi.type.BigintType.BIGINT;

/// Ids that predicates on members allow.
final class MemberDomains
{
    private MemberDomains()
    {}

    /// What a relation leaves of a member for certain.
    static Domain guaranteed(Relation relation, Member member)
    {
        return Domain.create(values(relation, member), relation.canBeAbsent(member));
    }

    private static ValueSet values(Relation relation, Member member)
    {
        return switch (relation) {
            case Relation.Scan _ -> ValueSet.all(BIGINT);
            case Relation.SelectKeys select when member.leaves().stream().allMatch(select.predicate()::rejectsPresent) -> ValueSet.none(BIGINT);
            case Relation.SelectKeys select -> values(select.input(), member);
            case Relation.SelectMember select when select.member().equals(member) -> values(select.input(), member).intersect(values(select.ranges()));
            case Relation.SelectMember select -> values(select.input(), member);
            case Relation.Join join -> values(join, member);
            case Relation.Distinct distinct -> values(distinct.input(), distinct.member());
        };
    }

    private static ValueSet values(Relation.Join join, Member member)
    {
        int leftCount = join.left().leafCount();
        if (member.leaves().stream().allMatch(leaf -> leaf < leftCount)) {
            return values(join.left(), member);
        }
        return member.leaves().stream().allMatch(leaf -> leaf >= leftCount)
                ? values(join.right(), member.shifted(-leftCount))
                : ValueSet.all(BIGINT);
    }

    private static ValueSet values(List<IdRange> ranges)
    {
        List<Range> values = ranges.stream().map(range -> Range.range(BIGINT, range.first(), true, range.last(), true)).collect(toImmutableList());
        return values.isEmpty() ? ValueSet.none(BIGINT) : ValueSet.ofRanges(values);
    }

    /// The rows whose member is in a domain; empty if the algebra cannot say it.
    static Optional<Relation> select(Relation relation, Member member, Domain domain)
    {
        Domain guaranteed = guaranteed(relation, member);
        if (domain.contains(guaranteed)) {
            return Optional.of(relation);
        }
        Domain wanted = domain.intersect(guaranteed);
        if (!wanted.isNullAllowed()) {
            return Optional.of(wanted.getValues().isAll()
                    ? Selections.select(relation, KeyPredicate.isNotNull(member))
                    : select(relation, member, IdRanges.of(wanted.getValues())));
        }
        return wanted.isOnlyNull() ? Optional.of(Selections.select(relation, KeyPredicate.isNull(member))) : Optional.empty();
    }

    private static Relation select(Relation relation, Member member, List<IdRange> ranges)
    {
        Relation input = relation instanceof Relation.SelectMember select && select.member().equals(member) ? select.input() : relation;
        return new Relation.SelectMember(input, member, ranges);
    }
}
