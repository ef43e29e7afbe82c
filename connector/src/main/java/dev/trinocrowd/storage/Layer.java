package dev.trinocrowd.storage;

import dev.trinocrowd.algebra.ChunkedSet;

import static java.util.Objects.requireNonNull;

/// What one file says about a key: ids that come in, or ids that go.
public record Layer(ChunkedSet set, SetKind kind)
{
    public Layer
    {
        requireNonNull(set, "set is null");
        requireNonNull(kind, "kind is null");
    }
}
