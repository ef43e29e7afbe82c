package dev.trinocrowd.storage;

import dev.trinocrowd.algebra.ChunkedSet;

import java.util.Optional;

/// The sets that a table has before a change.
public interface BaseSets
{
    BaseSets NOTHING = (_, _) -> Optional.empty();

    Optional<ChunkedSet> find(int bucket, EncodedKey key);
}
