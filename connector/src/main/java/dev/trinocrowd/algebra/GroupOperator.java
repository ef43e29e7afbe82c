package dev.trinocrowd.algebra;

import dev.trinocrowd.algebra.GroupState.Counter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static com.google.common.collect.ImmutableList.toImmutableList;

/// Computes an aggregate over chunks.
final class GroupOperator
{
    private final Aggregate aggregate;
    private final boolean hasUnion;
    private final Groups groups;
    private final Intersector intersector = new Intersector();
    private final ClassMap<ClassPlan> plans = new ClassMap<>();
    private final List<GroupState> touched = new ArrayList<>();

    GroupOperator(Aggregate aggregate)
    {
        this.aggregate = aggregate;
        hasUnion = aggregate.aggregations().stream().anyMatch(Aggregation.Union.class::isInstance);
        groups = new Groups(aggregate);
    }

    /// What the rows of a class are good for.
    ///
    /// @param counters to which all of them add
    /// @param distinct positions of the aggregations of distinct ids that take them
    private record ClassPlan(GroupState group, List<Counter> counters, List<Integer> distinct)
    {}

    Groups groups(Operator input, ChunkRange range)
    {
        if (range.equals(ChunkRange.ALL) && addTotals(input.totals())) {
            return groups;
        }
        for (long chunk = input.next(range.from()); chunk < range.to(); chunk = input.next(chunk + 1)) {
            input.rows(chunk, this::add);
            finishChunk(chunk);
        }
        return groups;
    }

    /// Counts whole sets, if each is all that a group has of distinct ids.
    private boolean addTotals(Optional<List<Operator.Total>> totals)
    {
        if (totals.isEmpty() || !aggregate.aggregations().stream().allMatch(GroupOperator::isCount)) {
            return false;
        }
        Set<GroupState> found = new HashSet<>();
        for (Operator.Total total : totals.get()) {
            ClassPlan plan = plan(total.rowClass());
            if (total.cardinality() > 0 && !plan.distinct().isEmpty() && !found.add(plan.group())) {
                return false;
            }
        }
        for (Operator.Total total : totals.get()) {
            if (total.cardinality() > 0) {
                ClassPlan plan = plan(total.rowClass());
                plan.group().addRows();
                plan.counters().forEach(counter -> counter.add(total.cardinality()));
                plan.distinct().forEach(index -> ((Counter) plan.group().accumulator(index)).add(total.cardinality()));
            }
        }
        return true;
    }

    private static boolean isCount(Aggregation aggregation)
    {
        return switch (aggregation) {
            case Aggregation.CountRows _ -> true;
            case Aggregation.CountKey _ -> true;
            case Aggregation.CountMember _ -> true;
            case Aggregation.CountDistinct _ -> true;
            case Aggregation.Min _ -> false;
            case Aggregation.Max _ -> false;
            case Aggregation.Union _ -> false;
        };
    }

    private void add(RowClass rowClass, ChunkIds ids)
    {
        ClassPlan plan = plan(rowClass);
        GroupState group = plan.group();
        if (hasUnion) {
            // what has to be laid out is not counted before
            ids.container();
        }
        if (!plan.counters().isEmpty()) {
            int cardinality = ids.cardinality();
            if (cardinality == 0) {
                return;
            }
            group.addRows();
            plan.counters().forEach(counter -> counter.add(cardinality));
        }
        else if (!group.hasRows() && ids.cardinality() > 0) {
            group.addRows();
        }
        if (!plan.distinct().isEmpty()) {
            if (!group.hasPending()) {
                touched.add(group);
            }
            plan.distinct().forEach(index -> group.addPending(index, ids));
        }
    }

    private void finishChunk(long chunk)
    {
        touched.forEach(group -> groups.retain(group.finishChunk(chunk, intersector)));
        touched.clear();
    }

    private ClassPlan plan(RowClass rowClass)
    {
        return plans.get(rowClass, this::newPlan);
    }

    private ClassPlan newPlan(RowClass rowClass)
    {
        GroupState group = groups.group(rowClass.project(aggregate.groupBy()));
        List<Counter> counters = new ArrayList<>();
        List<Integer> distinct = new ArrayList<>();
        for (int i = 0; i < aggregate.aggregations().size(); i++) {
            switch (aggregate.aggregations().get(i)) {
                case Aggregation.CountRows _ -> counters.add((Counter) group.accumulator(i));
                case Aggregation.CountKey countKey -> {
                    if (!rowClass.value(countKey.key()).isNull()) {
                        counters.add((Counter) group.accumulator(i));
                    }
                }
                case Aggregation.CountMember countMember -> {
                    if (countMember.member().isPresent(rowClass)) {
                        counters.add((Counter) group.accumulator(i));
                    }
                }
                case Aggregation.CountDistinct countDistinct -> addDistinct(distinct, i, rowClass, countDistinct.member());
                case Aggregation.Min min -> addDistinct(distinct, i, rowClass, min.member());
                case Aggregation.Max max -> addDistinct(distinct, i, rowClass, max.member());
                case Aggregation.Union union -> addDistinct(distinct, i, rowClass, union.member());
            }
        }
        return new ClassPlan(group, counters.stream().collect(toImmutableList()), distinct.stream().collect(toImmutableList()));
    }

    private static void addDistinct(List<Integer> distinct, int index, RowClass rowClass, Member member)
    {
        if (member.isPresent(rowClass)) {
            distinct.add(index);
        }
    }
}
