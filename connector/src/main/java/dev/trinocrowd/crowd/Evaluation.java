package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterators;
import dev.trinocrowd.algebra.Evaluator;
import dev.trinocrowd.algebra.Family;
import dev.trinocrowd.algebra.FamilySource;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.Relation;
import dev.trinocrowd.algebra.RoomListener;
import dev.trinocrowd.catalog.BucketSnapshot;
import dev.trinocrowd.catalog.Snapshot;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import static com.google.common.collect.Iterables.getOnlyElement;
import static java.lang.Math.ceilDiv;
import static java.util.Collections.emptyIterator;
import static java.util.Objects.requireNonNull;

/// A relation over snapshots, bucket by bucket. For several threads.
final class Evaluation
{
    private static final Family EMPTY = Family.of(Map.of());
    private static final int PART_KEYS = 1 << 14;

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

    /// The evaluators of a bucket that together give its rows, to be used one after another: a table with many keys comes in parts, so that few of
    /// them are held at a time.
    Iterator<Evaluator> parts(int bucket, RoomListener room)
    {
        if (selections.size() != 1 || !isByKey(relation)) {
            return Iterators.forArray(bucket(bucket, room));
        }
        int source = getOnlyElement(selections.keySet());
        if (!buckets.get(source).contains(bucket)) {
            return emptyIterator();
        }
        BucketSnapshot snapshot = snapshots.get(source).bucket(bucket);
        int keys = snapshot.keyCounts().size();
        return IntStream.range(0, ceilDiv(keys, PART_KEYS))
                .mapToObj(part -> {
                    FamilySource family = snapshot.family(selections.get(source), part * PART_KEYS, Math.min(keys, (part + 1) * PART_KEYS));
                    return new Evaluator(IntStream.range(0, snapshots.size()).mapToObj(other -> other == source ? family : EMPTY).toList(), maxCombinations, room);
                })
                .iterator();
    }

    /// Whether the rows of each key are what they are whatever other keys there are.
    private static boolean isByKey(Relation relation)
    {
        return switch (relation) {
            case Relation.Scan _ -> true;
            case Relation.SelectKeys select -> isByKey(select.input());
            case Relation.SelectMember select -> isByKey(select.input());
            case Relation.Join _ -> false;
            case Relation.Distinct _ -> false;
        };
    }

    /// Over tables without rows.
    Evaluator nothing()
    {
        return new Evaluator(snapshots.stream().map(_ -> EMPTY).toList(), maxCombinations);
    }
}
