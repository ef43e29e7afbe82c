package dev.trinocrowd.algebra;

import java.util.List;
import java.util.Optional;

import static com.google.common.collect.ImmutableList.toImmutableList;

/// What rows of a relation have in common but for the id: which leaves they have, and the key tuples of those.
///
/// A leaf that an outer join has not matched is absent: its member and all its key columns are NULL. That is not the same as a leaf that
/// is present and has a NULL key.
public final class RowClass
{
    private final int index;
    private final KeyTuple[] keys;

    /// @param keys of each leaf, null if it is absent
    RowClass(int index, KeyTuple[] keys)
    {
        this.index = index;
        this.keys = keys;
    }

    /// The class of the rows of one table that have some keys, for who wants to test a predicate on key tuples alone.
    public static RowClass of(KeyTuple key)
    {
        return new RowClass(0, new KeyTuple[] {key});
    }

    /// Numbered from 0 in the order in which an evaluation meets them, so that what is made of a class can be kept in a list.
    public int index()
    {
        return index;
    }

    public int leafCount()
    {
        return keys.length;
    }

    public boolean isPresent(int leaf)
    {
        return keys[leaf] != null;
    }

    public Optional<KeyTuple> key(int leaf)
    {
        return Optional.ofNullable(keys[leaf]);
    }

    /// NULL if the leaf is absent, too.
    public KeyValue value(KeyColumn column)
    {
        KeyTuple key = keys[column.leaf()];
        return key == null ? KeyValue.NULL : key.value(column.column());
    }

    KeyTuple project(List<KeyColumn> columns)
    {
        return new KeyTuple(columns.stream().map(this::value).collect(toImmutableList()));
    }

    KeyTuple[] keys()
    {
        return keys;
    }
}
