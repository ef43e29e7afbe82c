package dev.trinocrowd.crowd;

import dev.trinocrowd.algebra.KeyPredicate;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.Relation;
import dev.trinocrowd.algebra.RowClass;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// Which keys of its tables a relation can have, so that the others need not be read.
final class KeySelection
{
    @SuppressWarnings("UnnecessaryLambda") // it is passed on in several places
    private static final Predicate<KeyTuple> ALL = _ -> true;

    private KeySelection()
    {}

    /// @return for each source that a scan refers to
    static Map<Integer, Predicate<KeyTuple>> bySource(Relation relation)
    {
        Map<Integer, Predicate<KeyTuple>> selections = new HashMap<>();
        collect(relation, ALL, selections);
        return selections;
    }

    private static void collect(Relation relation, Predicate<KeyTuple> above, Map<Integer, Predicate<KeyTuple>> selections)
    {
        switch (relation) {
            case Relation.Scan scan -> selections.merge(scan.source(), above, Predicate::or);
            case Relation.SelectKeys(Relation input, KeyPredicate predicate) when input.leafCount() == 1 && isOfTable(input) ->
                collect(input, above.and(test(predicate)), selections);
            case Relation.SelectKeys select -> collect(select.input(), ALL, selections);
            case Relation.SelectMember select -> collect(select.input(), isOfTable(select.input()) ? above : ALL, selections);
            case Relation.Join join -> {
                collect(join.left(), ALL, selections);
                collect(join.right(), ALL, selections);
            }
            case Relation.Distinct distinct -> collect(distinct.input(), ALL, selections);
        }
    }

    /// Whether the keys of the relation are those of its one table.
    private static boolean isOfTable(Relation relation)
    {
        return switch (relation) {
            case Relation.Scan _ -> true;
            case Relation.SelectKeys select -> isOfTable(select.input());
            case Relation.SelectMember select -> isOfTable(select.input());
            case Relation.Join _ -> false;
            case Relation.Distinct _ -> false;
        };
    }

    private static Predicate<KeyTuple> test(KeyPredicate predicate)
    {
        return key -> predicate.test(RowClass.of(key));
    }
}
