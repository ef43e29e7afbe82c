package dev.trinocrowd.algebra;

/// The key tuples of one table, or of one bucket of it, each with its set of ids.
///
/// The key tuples are distinct. A set may be empty, and then has no rows. Several threads may read a family at a time.
public interface FamilySource
{
    int size();

    /// What the key tuples take while they are evaluated, as far as it is not taken anyway.
    default long retainedBytes()
    {
        return 0;
    }

    KeyTuple key(int index);

    /// Only asked for when the key tuple is wanted; may fetch what it needs then, or later.
    ChunkedSet set(int index);
}
