package dev.trinocrowd.algebra;

import dev.trinocrowd.algebra.Relation.Distinct;
import dev.trinocrowd.algebra.Relation.Join;
import dev.trinocrowd.algebra.Relation.Scan;
import dev.trinocrowd.algebra.Relation.SelectKeys;
import dev.trinocrowd.algebra.Relation.SelectMember;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import static java.util.stream.Collectors.groupingBy;

/// The slow, obvious evaluator: lists of rows.
final class PlainRelations
{
    private static final int MOST_ROWS = 20_000;

    static final class TooManyRowsException
            extends RuntimeException
    {
        private static final long serialVersionUID = 1;
    }

    private final List<List<PlainRow>> tables;

    PlainRelations(List<List<PlainRow>> tables)
    {
        this.tables = tables;
    }

    List<PlainRow> rows(Relation relation)
    {
        return switch (relation) {
            case Scan scan -> tables.get(scan.source());
            case SelectKeys select -> rows(select.input()).stream().filter(row -> test(row, select.predicate())).toList();
            case SelectMember select -> rows(select.input()).stream().filter(row -> isWithin(row.member(select.member()), select.ranges())).toList();
            case Join join -> join(join);
            case Distinct distinct -> distinct(distinct);
        };
    }

    private static boolean isWithin(OptionalLong member, List<IdRange> ranges)
    {
        return member.isPresent() && ranges.stream().anyMatch(range -> range.first() <= member.getAsLong() && member.getAsLong() <= range.last());
    }

    private static boolean test(PlainRow row, KeyPredicate predicate)
    {
        return switch (predicate) {
            case KeyPredicate.In in -> isIn(row.key(in.column()), in);
            case KeyPredicate.TupleIn in -> row.leaves().get(in.leaf()).map(leaf -> in.tuples().contains(leaf.key())).orElse(in.absentAllowed());
            case KeyPredicate.Presence presence -> row.leaves().get(presence.leaf()).isPresent() == presence.present();
            case KeyPredicate.Compare compare -> test(row.key(compare.left()), compare.comparison(), row.key(compare.right()));
            case KeyPredicate.And and -> and.terms().stream().allMatch(term -> test(row, term));
            case KeyPredicate.Or or -> or.terms().stream().anyMatch(term -> test(row, term));
        };
    }

    private static boolean isIn(KeyValue value, KeyPredicate.In in)
    {
        return value.isNull() ? in.nullAllowed() : in.ranges().stream().anyMatch(range -> isWithin(value, range));
    }

    private static boolean isWithin(KeyValue value, KeyRange range)
    {
        boolean isHigh = range.low().isNull() || value.compareTo(range.low()) > 0 || (range.lowInclusive() && value.equals(range.low()));
        boolean isLow = range.high().isNull() || value.compareTo(range.high()) < 0 || (range.highInclusive() && value.equals(range.high()));
        return isHigh && isLow;
    }

    private static boolean test(KeyValue left, Comparison comparison, KeyValue right)
    {
        if (comparison == Comparison.IDENTICAL) {
            return left.equals(right);
        }
        if (left.isNull() || right.isNull()) {
            return false;
        }
        boolean isLess = left.compareTo(right) < 0;
        boolean isEqual = left.equals(right);
        return switch (comparison) {
            case EQUAL -> isEqual;
            case NOT_EQUAL -> !isEqual;
            case LESS_THAN -> isLess;
            case LESS_THAN_OR_EQUAL -> isLess || isEqual;
            case GREATER_THAN -> !isLess && !isEqual;
            case GREATER_THAN_OR_EQUAL -> !isLess;
            case IDENTICAL -> throw new AssertionError();
        };
    }

    private List<PlainRow> join(Join join)
    {
        List<PlainRow> leftRows = rows(join.left());
        List<PlainRow> rightRows = rows(join.right());
        List<Optional<PlainRow.Leaf>> noLeft = Collections.nCopies(join.left().leafCount(), Optional.empty());
        List<Optional<PlainRow.Leaf>> noRight = Collections.nCopies(join.right().leafCount(), Optional.empty());
        Map<OptionalLong, List<PlainRow>> rightByMember = rightRows.stream().collect(groupingBy(row -> row.member(join.rightMember())));
        Set<OptionalLong> leftMembers = new HashSet<>();
        List<PlainRow> joined = new ArrayList<>();
        for (PlainRow left : leftRows) {
            OptionalLong member = left.member(join.leftMember());
            List<PlainRow> matches = member.isEmpty() ? List.of() : rightByMember.getOrDefault(member, List.of());
            leftMembers.add(member);
            for (PlainRow right : matches) {
                joined.add(concat(left.leaves(), right.leaves()));
            }
            if (matches.isEmpty() && join.kind() != JoinKind.INNER) {
                joined.add(concat(left.leaves(), noRight));
            }
            if (joined.size() > MOST_ROWS) {
                throw new TooManyRowsException();
            }
        }
        if (join.kind() == JoinKind.FULL) {
            for (PlainRow right : rightRows) {
                OptionalLong member = right.member(join.rightMember());
                if (member.isEmpty() || !leftMembers.contains(member)) {
                    joined.add(concat(noLeft, right.leaves()));
                }
            }
        }
        return joined;
    }

    private static PlainRow concat(List<Optional<PlainRow.Leaf>> left, List<Optional<PlainRow.Leaf>> right)
    {
        return new PlainRow(Stream.concat(left.stream(), right.stream()).toList());
    }

    private List<PlainRow> distinct(Distinct distinct)
    {
        Set<PlainRow> rows = new HashSet<>();
        for (PlainRow row : rows(distinct.input())) {
            rows.add(new PlainRow(List.of(Optional.of(new PlainRow.Leaf(row.project(distinct.keys()), row.member(distinct.member()).orElseThrow())))));
        }
        return List.copyOf(rows);
    }

    List<Group> groups(Aggregate aggregate)
    {
        Map<KeyTuple, List<PlainRow>> groups = new TreeMap<>(rows(aggregate.input()).stream().collect(groupingBy(row -> row.project(aggregate.groupBy()))));
        if (aggregate.groupBy().isEmpty()) {
            groups.putIfAbsent(KeyTuple.EMPTY, List.of());
        }
        Map<KeyTuple, Group> finished = new HashMap<>();
        groups.forEach((key, rows) -> finished.put(key, new Group(key, aggregate.aggregations().stream().map(aggregation -> value(aggregation, rows)).toList())));
        return groups.keySet().stream().map(finished::get).toList();
    }

    private static AggregateValue value(Aggregation aggregation, List<PlainRow> rows)
    {
        return switch (aggregation) {
            case Aggregation.CountRows _ -> new AggregateValue.Count(rows.size());
            case Aggregation.CountKey count -> new AggregateValue.Count(rows.stream().filter(row -> !row.key(count.key()).isNull()).count());
            case Aggregation.CountMember count -> new AggregateValue.Count(members(rows, count.member()).size());
            case Aggregation.CountDistinct count -> new AggregateValue.Count(new HashSet<>(members(rows, count.member())).size());
            case Aggregation.Min min -> new AggregateValue.Id(members(rows, min.member()).stream().mapToLong(Long::longValue).min());
            case Aggregation.Max max -> new AggregateValue.Id(members(rows, max.member()).stream().mapToLong(Long::longValue).max());
            case Aggregation.Union union -> new AggregateValue.Ids(IdSet.of(new TreeSet<>(members(rows, union.member())).stream().mapToLong(Long::longValue).toArray()));
        };
    }

    private static List<Long> members(List<PlainRow> rows, Member member)
    {
        return rows.stream().map(row -> row.member(member)).filter(OptionalLong::isPresent).map(OptionalLong::getAsLong).toList();
    }
}
