package dev.trinocrowd.algebra;

/// Whether the smallest ids come first, or the largest.
public enum IdOrder
{
    ASCENDING,
    DESCENDING,
}
