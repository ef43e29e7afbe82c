package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.trinocrowd.algebra.Evaluator;
import dev.trinocrowd.algebra.Family;
import dev.trinocrowd.algebra.FamilySource;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.Relation;
import dev.trinocrowd.catalog.Snapshot;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;

/// A relation over snapshots, bucket by bucket. For several threads.
final class Evaluation
{
    private static final Family EMPTY = Family.of(Map.of());

    private final Relation relation;
    private final List<Snapshot> snapshots;
    private final Map<Integer, Predicate<KeyTuple>> selections;
    private final long maxCombinations;

    /// @param snapshots what the scans refer to by their sources
    Evaluation(Relation relation, List<Snapshot> snapshots, long maxCombinations)
    {
        this.relation = requireNonNull(relation, "relation is null");
        this.snapshots = ImmutableList.copyOf(snapshots);
        this.maxCombinations = maxCombinations;
        selections = KeySelection.bySource(relation);
    }

    Relation relation()
    {
        return relation;
    }

    /// The buckets in which some table has rows.
    SortedSet<Integer> buckets()
    {
        return snapshots.stream().flatMap(snapshot -> snapshot.buckets().stream()).collect(ImmutableSortedSet.toImmutableSortedSet(Integer::compare));
    }

    Evaluator bucket(int bucket)
    {
        ImmutableList.Builder<FamilySource> families = ImmutableList.builder();
        for (int source = 0; source < snapshots.size(); source++) {
            Predicate<KeyTuple> selection = selections.get(source);
            Snapshot snapshot = snapshots.get(source);
            families.add(selection == null || !snapshot.buckets().contains(bucket) ? EMPTY : snapshot.bucket(bucket).family(selection));
        }
        return new Evaluator(families.build(), maxCombinations);
    }

    /// Over tables without rows.
    Evaluator nothing()
    {
        return new Evaluator(snapshots.stream().map(_ -> EMPTY).toList(), maxCombinations);
    }
}
