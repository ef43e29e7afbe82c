package dev.trinocrowd.storage;

import static java.util.Objects.requireNonNull;

/// How many ids a key has.
public record KeyCount(EncodedKey key, long count)
{
    public KeyCount
    {
        requireNonNull(key, "key is null");
    }
}
