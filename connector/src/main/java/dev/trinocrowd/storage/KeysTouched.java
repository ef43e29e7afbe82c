package dev.trinocrowd.storage;

import com.google.common.collect.ImmutableSet;

import java.util.HashSet;
import java.util.Set;

/// Some keys: listed if they are few, and otherwise taken to be all.
public record KeysTouched(boolean all, Set<EncodedKey> keys)
{
    public static final KeysTouched NONE = new KeysTouched(false, ImmutableSet.of());

    public KeysTouched
    {
        keys = ImmutableSet.copyOf(keys);
    }

    public boolean contains(EncodedKey key)
    {
        return all || keys.contains(key);
    }

    public boolean isEmpty()
    {
        return !all && keys.isEmpty();
    }

    static final class Builder
    {
        private final Set<EncodedKey> keys = new HashSet<>();
        private long bytes;
        private boolean all;

        void add(EncodedKey key)
        {
            if (!all && keys.add(key)) {
                bytes += key.length();
                if (keys.size() > DataFileSummary.MAX_LISTED_KEYS || bytes > DataFileSummary.MAX_LISTED_BYTES) {
                    all = true;
                    keys.clear();
                }
            }
        }

        KeysTouched build()
        {
            return new KeysTouched(all, keys);
        }
    }
}
