package dev.trinocrowd.crowd;

import dev.trinocrowd.algebra.KeyPredicate;
import dev.trinocrowd.algebra.Relation;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static com.google.common.collect.ImmutableList.toImmutableList;

/// Puts conditions on relations so that few selections lie on each other.
final class Selections
{
    private Selections()
    {}

    /// What a predicate demands, one by one.
    static List<KeyPredicate> terms(KeyPredicate predicate)
    {
        return predicate instanceof KeyPredicate.And and
                ? and.terms().stream().flatMap(term -> terms(term).stream()).collect(toImmutableList())
                : List.of(predicate);
    }

    /// The rows that also meet a predicate; the relation itself if it demands that already.
    static Relation select(Relation relation, KeyPredicate predicate)
    {
        Relation selected = relation;
        for (KeyPredicate term : terms(predicate)) {
            selected = select(selected, term, term::equals);
        }
        return selected;
    }

    /// @param replaced which of the selection's terms the predicate makes needless
    static Relation select(Relation relation, KeyPredicate predicate, Predicate<KeyPredicate> replaced)
    {
        return switch (relation) {
            case Relation.SelectMember select -> new Relation.SelectMember(select(select.input(), predicate, replaced), select.member(), select.ranges());
            case Relation.SelectKeys select -> select(select, predicate, replaced);
            case Relation.Scan _ -> new Relation.SelectKeys(relation, predicate);
            case Relation.Join _ -> new Relation.SelectKeys(relation, predicate);
            case Relation.Distinct _ -> new Relation.SelectKeys(relation, predicate);
        };
    }

    private static Relation select(Relation.SelectKeys select, KeyPredicate predicate, Predicate<KeyPredicate> replaced)
    {
        Stream<KeyPredicate> kept = terms(select.predicate()).stream().filter(term -> !replaced.test(term));
        return new Relation.SelectKeys(select.input(), KeyPredicate.and(Stream.concat(kept, Stream.of(predicate)).collect(toImmutableList())));
    }
}
