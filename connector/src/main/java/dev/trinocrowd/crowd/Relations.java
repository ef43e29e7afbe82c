package dev.trinocrowd.crowd;

import dev.trinocrowd.algebra.Relation;

/// What is asked of relations and done with them.
final class Relations
{
    private Relations()
    {}

    /// Whether the rows are those of one table, less some.
    static boolean isOfTable(Relation relation)
    {
        return switch (relation) {
            case Relation.Scan _ -> true;
            case Relation.SelectKeys select -> isOfTable(select.input());
            case Relation.SelectMember select -> isOfTable(select.input());
            case Relation.Join _ -> false;
            case Relation.Distinct _ -> false;
        };
    }

    /// The same relation where `count` more tables stand before its own.
    static Relation shifted(Relation relation, int count)
    {
        return switch (relation) {
            case Relation.Scan scan -> new Relation.Scan(scan.source() + count, scan.name(), scan.keys());
            case Relation.SelectKeys select -> new Relation.SelectKeys(shifted(select.input(), count), select.predicate());
            case Relation.SelectMember select -> new Relation.SelectMember(shifted(select.input(), count), select.member(), select.ranges());
            case Relation.Join join -> new Relation.Join(join.kind(), shifted(join.left(), count), join.leftMember(), shifted(join.right(), count), join.rightMember());
            case Relation.Distinct distinct -> new Relation.Distinct(shifted(distinct.input(), count), distinct.keys(), distinct.member());
        };
    }
}
