package dev.trinocrowd.algebra;

import java.util.List;

/// An aggregate over some of the chunks. What was found in other chunks is added before the groups are asked for.
public interface Groups
{
    /// Adds the groups of other chunks, of the same aggregate; the other groups must not be used afterwards.
    void add(Groups other);

    /// The finished groups, ordered by key.
    List<Group> finish();

    /// The bytes held, kept as a running figure.
    long retainedBytes();
}
