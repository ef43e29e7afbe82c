package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.Relation.Distinct;
import dev.trinocrowd.algebra.Relation.Join;
import dev.trinocrowd.algebra.Relation.Scan;
import dev.trinocrowd.algebra.Relation.SelectKeys;
import dev.trinocrowd.algebra.Relation.SelectMember;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;

/// Makes operators of a relation, with each condition on keys as near to the scans as it can be.
final class Operators
{
    private final List<FamilySource> sources;
    private final Operator.Limit limit;
    private final RoomListener room;
    private final List<ScanOperator> scans = new ArrayList<>();

    Operators(List<FamilySource> sources, Operator.Limit limit, RoomListener room)
    {
        this.sources = sources;
        this.limit = limit;
        this.room = room;
    }

    Operator operator(Relation relation)
    {
        return operator(relation, ImmutableList.of());
    }

    /// The sets that are scanned by the operators that were made.
    List<ChunkedSet> sets()
    {
        return scans.stream().flatMap(scan -> scan.sets().stream()).collect(toImmutableList());
    }

    /// @param predicates what the rows have to meet besides
    private Operator operator(Relation relation, List<KeyPredicate> predicates)
    {
        return switch (relation) {
            case Scan scan -> scan(scan, predicates);
            case SelectKeys select -> operator(select.input(), Stream.concat(predicates.stream(), terms(select.predicate())).collect(toImmutableList()));
            case SelectMember select -> new SpanOperator(operator(select.input(), predicates), select.member(), new IdSpans(select.ranges()));
            case Join join -> join(join, predicates);
            case Distinct distinct -> distinct(distinct, predicates);
        };
    }

    private Operator distinct(Distinct distinct, List<KeyPredicate> predicates)
    {
        Operator operator = new DistinctOperator(operator(distinct.input()), distinct.keys());
        return predicates.isEmpty() ? operator : new FilterOperator(operator, KeyPredicate.and(predicates));
    }

    private static Stream<KeyPredicate> terms(KeyPredicate predicate)
    {
        return predicate instanceof KeyPredicate.And and ? and.terms().stream().flatMap(Operators::terms) : Stream.of(predicate);
    }

    private Operator scan(Scan scan, List<KeyPredicate> predicates)
    {
        checkArgument(scan.source() < sources.size(), "source of scan %s must be less than %s, found %s", scan.name(), sources.size(), scan.source());
        ScanOperator operator = new ScanOperator(sources.get(scan.source()), KeyPredicate.and(predicates), room);
        scans.add(operator);
        return operator;
    }

    private Operator join(Join join, List<KeyPredicate> predicates)
    {
        int leftCount = join.left().leafCount();
        List<KeyPredicate> left = new ArrayList<>();
        List<KeyPredicate> right = new ArrayList<>();
        List<KeyPredicate> joined = new ArrayList<>();
        for (KeyPredicate predicate : predicates) {
            Set<Integer> leaves = predicate.leaves();
            if (!join.kind().keepsRight() && leaves.stream().allMatch(leaf -> leaf < leftCount)) {
                left.add(predicate);
            }
            else if (!join.kind().keepsLeft() && leaves.stream().allMatch(leaf -> leaf >= leftCount)) {
                right.add(predicate.shifted(-leftCount));
            }
            else {
                joined.add(predicate);
            }
        }
        return new JoinOperator(join, operator(join.left(), left), operator(join.right(), right), KeyPredicate.and(joined), limit, new Room(room));
    }
}
