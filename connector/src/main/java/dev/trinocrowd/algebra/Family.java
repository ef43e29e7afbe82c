package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.Map;

/// A family in memory.
///
/// @param sets in the order of the keys
public record Family(List<KeyTuple> keys, List<ChunkedSet> sets)
        implements FamilySource
{
    public Family
    {
        keys = ImmutableList.copyOf(keys);
        sets = ImmutableList.copyOf(sets);
    }

    public static Family of(Map<KeyTuple, ? extends ChunkedSet> sets)
    {
        return new Family(ImmutableList.copyOf(sets.keySet()), ImmutableList.copyOf(sets.values()));
    }

    /// The family of a table without key columns.
    public static Family of(ChunkedSet set)
    {
        return new Family(ImmutableList.of(KeyTuple.EMPTY), ImmutableList.of(set));
    }

    @Override
    public int size()
    {
        return keys.size();
    }

    @Override
    public KeyTuple key(int index)
    {
        return keys.get(index);
    }

    @Override
    public ChunkedSet set(int index)
    {
        return sets.get(index);
    }
}
