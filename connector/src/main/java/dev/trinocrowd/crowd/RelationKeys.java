package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.KeyValue;
import dev.trinocrowd.algebra.Relation;
import dev.trinocrowd.algebra.RowClass;
import io.trino.spi.connector.ConnectorSession;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static com.google.common.math.LongMath.saturatedAdd;
import static com.google.common.math.LongMath.saturatedMultiply;
import static java.util.Objects.requireNonNull;

/// The keys that relations can have: known from manifests, without a look at ids.
final class RelationKeys
{
    private final IntFunction<List<KeyTuple>> tables;
    private final Map<Integer, List<KeyTuple>> known = new HashMap<>();

    /// @param tables the keys of each source
    RelationKeys(IntFunction<List<KeyTuple>> tables)
    {
        this.tables = requireNonNull(tables, "tables is null");
    }

    static RelationKeys of(ConnectorSession session, PinnedTables pinned, List<TableReference> tables)
    {
        return new RelationKeys(source -> pinned.snapshot(session, tables.get(source)).keys());
    }

    /// The key tuples that a leaf can have where it is present; empty if there may be more than `limit`.
    Optional<Collection<KeyTuple>> ofLeaf(Relation relation, int leaf, long limit)
    {
        return switch (relation) {
            case Relation.Scan scan -> Optional.of(known.computeIfAbsent(scan.source(), tables::apply));
            case Relation.SelectKeys select when select.leafCount() == 1 -> ofLeaf(select.input(), leaf, limit)
                    .map(keys -> keys.stream().filter(key -> select.predicate().test(RowClass.of(key))).collect(ImmutableList.toImmutableList()));
            case Relation.SelectKeys select -> ofLeaf(select.input(), leaf, limit);
            case Relation.SelectMember select -> ofLeaf(select.input(), leaf, limit);
            case Relation.Join join -> leaf < join.left().leafCount()
                    ? ofLeaf(join.left(), leaf, limit)
                    : ofLeaf(join.right(), leaf - join.left().leafCount(), limit);
            case Relation.Distinct distinct -> ofDistinct(distinct, limit);
        };
    }

    private Optional<Collection<KeyTuple>> ofDistinct(Relation.Distinct distinct, long limit)
    {
        Map<Integer, List<Integer>> positions = new LinkedHashMap<>();
        for (int i = 0; i < distinct.keys().size(); i++) {
            positions.computeIfAbsent(distinct.keys().get(i).leaf(), _ -> new ArrayList<>()).add(i);
        }
        Collection<List<KeyValue>> tuples = ImmutableList.of(nulls(distinct.keys().size()));
        for (Map.Entry<Integer, List<Integer>> entry : positions.entrySet()) {
            Optional<Collection<KeyTuple>> keys = ofLeaf(distinct.input(), entry.getKey(), limit);
            if (keys.isEmpty()) {
                return Optional.empty();
            }
            List<KeyColumn> columns = entry.getValue().stream().map(distinct.keys()::get).toList();
            // An absent leaf leaves them NULL.
            ImmutableSet<List<KeyValue>> values = ImmutableSet.<List<KeyValue>>builder()
                    .add(nulls(columns.size()))
                    .addAll(keys.orElseThrow().stream().map(key -> columns.stream().map(column -> key.value(column.column())).toList()).collect(toImmutableSet()))
                    .build();
            if (saturatedMultiply((long) tuples.size(), values.size()) > limit) {
                return Optional.empty();
            }
            List<List<KeyValue>> combined = new ArrayList<>();
            for (List<KeyValue> tuple : tuples) {
                for (List<KeyValue> value : values) {
                    List<KeyValue> both = new ArrayList<>(tuple);
                    for (int i = 0; i < value.size(); i++) {
                        both.set(entry.getValue().get(i), value.get(i));
                    }
                    combined.add(both);
                }
            }
            tuples = combined;
        }
        return Optional.of(tuples.stream().map(KeyTuple::new).collect(ImmutableList.toImmutableList()));
    }

    private static List<KeyValue> nulls(int count)
    {
        return Collections.nCopies(count, KeyValue.NULL);
    }

    /// A bound of how many combinations of keys the rows of a relation can have.
    long combinations(Relation relation)
    {
        return switch (relation) {
            case Relation.Scan _ -> ofLeaf(relation, 0, Long.MAX_VALUE).orElseThrow().size();
            case Relation.SelectKeys select when Relations.isOfTable(select) -> ofLeaf(select, 0, Long.MAX_VALUE).orElseThrow().size();
            case Relation.SelectKeys select -> combinations(select.input());
            case Relation.SelectMember select -> combinations(select.input());
            case Relation.Join join -> combinations(join);
            case Relation.Distinct distinct when distinct.keys().isEmpty() -> 1;
            case Relation.Distinct distinct -> combinations(distinct.input());
        };
    }

    private long combinations(Relation.Join join)
    {
        long left = combinations(join.left());
        long right = combinations(join.right());
        long pairs = saturatedMultiply(left, right);
        return switch (join.kind()) {
            case INNER -> pairs;
            case LEFT -> saturatedAdd(pairs, left);
            case FULL -> saturatedAdd(saturatedAdd(pairs, left), right);
        };
    }
}
