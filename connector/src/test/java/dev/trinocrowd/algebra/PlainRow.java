package dev.trinocrowd.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A row as SQL sees it, with all its columns.
///
/// @param leaves what the row has of each leaf, empty where an outer join has matched nothing
record PlainRow(List<Optional<Leaf>> leaves)
{
    record Leaf(KeyTuple key, long member)
    {}

    static PlainRow of(RowClass rowClass, long id)
    {
        List<Optional<Leaf>> leaves = new ArrayList<>();
        for (int leaf = 0; leaf < rowClass.leafCount(); leaf++) {
            leaves.add(rowClass.key(leaf).map(key -> new Leaf(key, id)));
        }
        return new PlainRow(leaves);
    }

    KeyValue key(KeyColumn column)
    {
        return leaves.get(column.leaf()).map(leaf -> leaf.key().value(column.column())).orElse(KeyValue.NULL);
    }

    /// `coalesce` of the members of the leaves
    OptionalLong member(Member member)
    {
        return member.leaves().stream()
                .map(leaves::get)
                .flatMap(Optional::stream)
                .mapToLong(Leaf::member)
                .findFirst();
    }

    /// The only id that a row has.
    long id()
    {
        return leaves.stream().flatMap(Optional::stream).findFirst().orElseThrow().member();
    }

    KeyTuple project(List<KeyColumn> columns)
    {
        return new KeyTuple(columns.stream().map(this::key).toList());
    }
}
