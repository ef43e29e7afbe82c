package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.algebra.Evaluator;
import dev.trinocrowd.algebra.Family;
import dev.trinocrowd.algebra.FamilySource;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.Relation;
import dev.trinocrowd.algebra.RoomListener;
import dev.trinocrowd.catalog.Snapshot;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;

/// A relation over snapshots, bucket by bucket. For several threads.
final class Evaluation
{
    private static final Family EMPTY = Family.of(Map.of());

    private final Relation relation;
    private final List<Snapshot> snapshots;
    /// Those with files, of each snapshot.
    private final List<Set<Integer>> buckets;
    private final Map<Integer, Predicate<KeyTuple>> selections;
    private final long maxCombinations;

    /// @param snapshots what the scans refer to by their sources
    Evaluation(Relation relation, List<Snapshot> snapshots, long maxCombinations)
    {
        this.relation = requireNonNull(relation, "relation is null");
        this.snapshots = ImmutableList.copyOf(snapshots);
        this.maxCombinations = maxCombinations;
        buckets = this.snapshots.stream().map(snapshot -> (Set<Integer>) ImmutableSet.copyOf(snapshot.buckets())).toList();
        selections = KeySelection.bySource(relation);
    }

    Relation relation()
    {
        return relation;
    }

    Evaluator bucket(int bucket, RoomListener room)
    {
        ImmutableList.Builder<FamilySource> families = ImmutableList.builder();
        for (int source = 0; source < snapshots.size(); source++) {
            Predicate<KeyTuple> selection = selections.get(source);
            families.add(selection == null || !buckets.get(source).contains(bucket) ? EMPTY : snapshots.get(source).bucket(bucket).family(selection));
        }
        return new Evaluator(families.build(), maxCombinations, room);
    }

    /// Over tables without rows.
    Evaluator nothing()
    {
        return new Evaluator(snapshots.stream().map(_ -> EMPTY).toList(), maxCombinations);
    }
}
