package dev.trinocrowd.algebra;

import static com.google.common.base.Preconditions.checkArgument;

/// A key column of a leaf of a relation, both numbered from 0.
public record KeyColumn(int leaf, int column)
{
    public KeyColumn
    {
        checkArgument(leaf >= 0, "leaf must not be negative, found %s", leaf);
        checkArgument(column >= 0, "column must not be negative, found %s", column);
    }

    /// The same column where `leaves` more leaves (fewer, if it is negative) stand before its own.
    public KeyColumn shifted(int leaves)
    {
        return new KeyColumn(leaf + leaves, column);
    }
}
