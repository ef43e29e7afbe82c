package dev.trinocrowd.catalog;

import dev.trinocrowd.algebra.IdSet;
import dev.trinocrowd.algebra.KeyTuple;

/// What became of the ids of one key in one bucket.
public record SetChange(int bucket, KeyTuple key, IdSet entered, IdSet left)
{}
