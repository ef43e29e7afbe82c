package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.Aggregation;
import dev.trinocrowd.algebra.IdRange;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.algebra.KeyPredicate;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.KeyValue;
import dev.trinocrowd.algebra.Member;
import dev.trinocrowd.algebra.Relation;
import io.trino.spi.statistics.ColumnStatistics;
import io.trino.spi.statistics.DoubleRange;
import io.trino.spi.statistics.Estimate;
import io.trino.spi.statistics.TableStatistics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;

import static java.lang.Math.max;
import static java.lang.Math.min;

/// How many rows a relation has, and how many different values.
///
/// Exact for the rows of a table that a condition on keys selects, since the manifest says how many each key has. For ids it is a bound,
/// exact for one key. What joins leave is estimated as engines do: the ids of the smaller side are taken to be among those of the larger.
///
/// @param leaves what is known of each
record RelationEstimate(double rows, List<Leaf> leaves)
{
    private static final double UNKNOWN_SELECTIVITY = 0.5;

    /// @param keys of each key column
    /// @param ids how many different there are
    record Leaf(List<Key> keys, double ids, double firstId, double lastId, double nullFraction)
    {
        Leaf
        {
            keys = ImmutableList.copyOf(keys);
        }

        Leaf atMost(double rows)
        {
            return new Leaf(keys.stream().map(key -> new Key(min(key.values, rows), key.nullFraction)).toList(), min(ids, rows), firstId, lastId, nullFraction);
        }

        Leaf absentIn(double fraction)
        {
            return new Leaf(
                    keys.stream().map(key -> new Key(key.values, key.nullFraction * (1 - fraction) + fraction)).toList(),
                    ids,
                    firstId,
                    lastId,
                    nullFraction * (1 - fraction) + fraction);
        }
    }

    record Key(double values, double nullFraction)
    {}

    RelationEstimate
    {
        leaves = ImmutableList.copyOf(leaves);
    }

    static RelationEstimate of(Relation relation, IntFunction<TableKeys> tables)
    {
        return estimate(relation, tables);
    }

    private static RelationEstimate estimate(Relation relation, IntFunction<TableKeys> tables)
    {
        return switch (relation) {
            case Relation.Scan scan -> table(tables.apply(scan.source()), _ -> true, scan.keys().size());
            case Relation.SelectKeys select -> scan(select)
                    .map(scan -> table(tables.apply(scan.source()), KeySelection.bySource(select).get(scan.source()), scan.keys().size()))
                    .orElseGet(() -> selectKeys(select, tables));
            case Relation.SelectMember select -> selectMember(select, estimate(select.input(), tables));
            case Relation.Join join -> join(join, estimate(join.left(), tables), estimate(join.right(), tables));
            case Relation.Distinct distinct -> distinct(distinct, estimate(distinct.input(), tables));
        };
    }

    /// The table whose rows are selected by nothing but their keys.
    private static Optional<Relation.Scan> scan(Relation relation)
    {
        return switch (relation) {
            case Relation.Scan scan -> Optional.of(scan);
            case Relation.SelectKeys select -> scan(select.input());
            case Relation.SelectMember _ -> Optional.empty();
            case Relation.Join _ -> Optional.empty();
            case Relation.Distinct _ -> Optional.empty();
        };
    }

    private static RelationEstimate table(TableKeys table, Predicate<KeyTuple> selection, int keyColumns)
    {
        List<Set<KeyValue>> values = new ArrayList<>();
        double[] nulls = new double[keyColumns];
        for (int i = 0; i < keyColumns; i++) {
            values.add(new HashSet<>());
        }
        double rows = 0;
        for (TableKeys.Counted counted : table.selected(selection)) {
            KeyTuple key = counted.key();
            rows += counted.rows();
            for (int i = 0; i < keyColumns; i++) {
                if (key.value(i).isNull()) {
                    nulls[i] += counted.rows();
                }
                else {
                    values.get(i).add(key.value(i));
                }
            }
        }
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < keyColumns; i++) {
            keys.add(new Key(values.get(i).size(), rows == 0 ? 0 : nulls[i] / rows));
        }
        double first = table.firstId();
        double last = table.lastId();
        return new RelationEstimate(rows, ImmutableList.of(new Leaf(keys, min(rows, last - first + 1), first, last, 0)));
    }

    private static RelationEstimate selectKeys(Relation.SelectKeys select, IntFunction<TableKeys> tables)
    {
        if (select.input() instanceof Relation.Join join && select.predicate().equals(KeyPredicate.isNull(join.rightMember().shifted(join.left().leafCount())))) {
            return withoutMatches(estimate(join.left(), tables), estimate(join.right(), tables), join);
        }
        RelationEstimate input = estimate(select.input(), tables);
        return input.scaled(UNKNOWN_SELECTIVITY);
    }

    /// The rows of the left side that match nothing.
    private static RelationEstimate withoutMatches(RelationEstimate left, RelationEstimate right, Relation.Join join)
    {
        double leftIds = max(1, left.ids(join.leftMember()));
        double matched = min(1, right.ids(join.rightMember()) / leftIds);
        double rows = max(left.rows * (1 - matched), left.rows > 0 ? min(left.rows, 1) : 0);
        ImmutableList.Builder<Leaf> leaves = ImmutableList.builder();
        left.leaves.forEach(leaf -> leaves.add(leaf.atMost(rows)));
        right.leaves.forEach(leaf -> leaves.add(leaf.atMost(0).absentIn(1)));
        return new RelationEstimate(rows, leaves.build());
    }

    private static RelationEstimate selectMember(Relation.SelectMember select, RelationEstimate input)
    {
        Leaf leaf = input.leaves.get(select.member().leaves().iterator().next());
        double span = max(1, leaf.lastId - leaf.firstId + 1);
        double wanted = 0;
        for (IdRange range : select.ranges()) {
            wanted += max(0, min((double) range.last(), leaf.lastId) - max((double) range.first(), leaf.firstId) + 1);
        }
        return input.scaled(min(1, wanted / span));
    }

    private static RelationEstimate join(Relation.Join join, RelationEstimate left, RelationEstimate right)
    {
        double leftIds = max(1, left.ids(join.leftMember()));
        double rightIds = max(1, right.ids(join.rightMember()));
        double matches = left.rows * right.rows / max(leftIds, rightIds);
        double leftAlone = left.rows * max(0, 1 - rightIds / leftIds);
        double rightAlone = right.rows * max(0, 1 - leftIds / rightIds);
        double rows = switch (join.kind()) {
            case INNER -> matches;
            case LEFT -> max(left.rows, matches + leftAlone);
            case FULL -> max(max(left.rows, right.rows), matches + leftAlone + rightAlone);
        };
        double rightAbsent = rows == 0 ? 0 : switch (join.kind()) {
            case INNER -> 0;
            case LEFT, FULL -> min(1, leftAlone / rows);
        };
        double leftAbsent = rows == 0 ? 0 : switch (join.kind()) {
            case INNER, LEFT -> 0;
            case FULL -> min(1, rightAlone / rows);
        };
        ImmutableList.Builder<Leaf> leaves = ImmutableList.builder();
        left.leaves.forEach(leaf -> leaves.add(leaf.atMost(rows).absentIn(leftAbsent)));
        right.leaves.forEach(leaf -> leaves.add(leaf.atMost(rows).absentIn(rightAbsent)));
        return new RelationEstimate(rows, leaves.build());
    }

    private static RelationEstimate distinct(Relation.Distinct distinct, RelationEstimate input)
    {
        double combinations = 1;
        List<Key> keys = new ArrayList<>();
        for (KeyColumn column : distinct.keys()) {
            Key key = input.key(column);
            keys.add(key);
            combinations *= max(1, key.values + (key.nullFraction > 0 ? 1 : 0));
        }
        double ids = input.ids(distinct.member());
        double rows = min(input.rows, ids * combinations);
        Leaf leaf = input.leaves.get(distinct.member().leaves().iterator().next());
        return new RelationEstimate(rows, ImmutableList.of(new Leaf(keys, min(ids, rows), leaf.firstId, leaf.lastId, 0)));
    }

    private RelationEstimate scaled(double factor)
    {
        double scaled = rows * factor;
        return new RelationEstimate(scaled,
                leaves.stream().map(leaf -> new Leaf(leaf.keys, leaf.ids * factor, leaf.firstId, leaf.lastId, leaf.nullFraction).atMost(scaled)).toList());
    }

    private Key key(KeyColumn column)
    {
        return leaves.get(column.leaf()).keys.get(column.column());
    }

    private double ids(Member member)
    {
        double sum = member.leaves().stream().mapToDouble(leaf -> leaves.get(leaf).ids).sum();
        return min(sum, rows);
    }

    TableStatistics statistics(CrowdTableHandle handle)
    {
        double handleRows = handle.grouping().map(this::groups).orElse(rows);
        double bounded = handle.bound().map(bound -> min(handleRows, (double) bound.count())).orElse(handleRows);
        TableStatistics.Builder statistics = TableStatistics.builder().setRowCount(Estimate.of(bounded));
        for (CrowdColumnHandle column : handle.columns()) {
            statistics.setColumnStatistics(column, switch (column.source()) {
                case ColumnSource.Key(KeyColumn key) -> statistics(key(key), bounded);
                case ColumnSource.Id(Member member) -> idStatistics(member, bounded);
                case ColumnSource.Value(int aggregation) -> valueStatistics(handle.grouping().orElseThrow().aggregations().get(aggregation), bounded);
                case ColumnSource.Row _ -> ColumnStatistics.empty();
            });
        }
        return statistics.build();
    }

    private double groups(Grouping grouping)
    {
        if (grouping.groupBy().isEmpty()) {
            return 1;
        }
        double groups = 1;
        for (KeyColumn column : grouping.groupBy()) {
            Key key = key(column);
            groups *= max(1, key.values + (key.nullFraction > 0 ? 1 : 0));
        }
        return min(groups, rows);
    }

    private static ColumnStatistics statistics(Key key, double rows)
    {
        return new ColumnStatistics(Estimate.of(min(1, key.nullFraction)), Estimate.of(min(key.values, rows)), Estimate.unknown(), Optional.empty());
    }

    private ColumnStatistics idStatistics(Member member, double rows)
    {
        double first = Double.POSITIVE_INFINITY;
        double last = 0;
        double nullFraction = 1;
        for (int leaf : member.leaves()) {
            first = min(first, leaves.get(leaf).firstId);
            last = max(last, leaves.get(leaf).lastId);
            nullFraction = min(nullFraction, leaves.get(leaf).nullFraction);
        }
        Optional<DoubleRange> range = rows > 0 && first <= last ? Optional.of(new DoubleRange(first, last)) : Optional.empty();
        double absent = member.leaves().size() > 1 ? 0 : min(1, nullFraction);
        return new ColumnStatistics(Estimate.of(absent), Estimate.of(min(ids(member), rows)), Estimate.unknown(), range);
    }

    private static ColumnStatistics valueStatistics(Aggregation aggregation, double rows)
    {
        ColumnStatistics count = new ColumnStatistics(Estimate.of(0), Estimate.of(rows), Estimate.unknown(), Optional.empty());
        return switch (aggregation) {
            case Aggregation.CountRows _ -> count;
            case Aggregation.CountKey _ -> count;
            case Aggregation.CountMember _ -> count;
            case Aggregation.CountDistinct _ -> count;
            case Aggregation.Min _ -> ColumnStatistics.empty();
            case Aggregation.Max _ -> ColumnStatistics.empty();
            case Aggregation.Union _ -> ColumnStatistics.empty();
        };
    }
}
