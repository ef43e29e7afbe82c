package dev.trinocrowd.storage;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Throwables.throwIfUnchecked;
import static java.util.Objects.requireNonNull;

/// What was read of files lately: footers, directories and containers. Files never change, so that nothing in it grows old.
///
/// One for a catalog, shared by all of its queries.
public final class StorageCache
{
    /// What an entry takes besides its content.
    private static final int ENTRY_BYTES = 160;

    private final Cache<Key, Entry> entries;

    interface Entry
    {
        long retainedBytes();
    }

    sealed interface Key
    {}

    record FooterKey(String file)
            implements Key
    {}

    record DirectoryKey(String file, int ordinal)
            implements Key
    {}

    record PageKey(String file, int ordinal, int page)
            implements Key
    {}

    public StorageCache(long maxBytes)
    {
        checkArgument(maxBytes >= 0, "the size of the cache must not be negative, found %s", maxBytes);
        entries = CacheBuilder.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Key _, Entry entry) -> (int) Math.min(Integer.MAX_VALUE, ENTRY_BYTES + entry.retainedBytes()))
                .recordStats()
                .build();
    }

    <T extends Entry> T get(Key key, Class<T> type, Supplier<T> loader)
    {
        requireNonNull(loader, "loader is null");
        try {
            return type.cast(entries.get(key, loader::get));
        }
        catch (ExecutionException | UncheckedExecutionException e) {
            throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
    }

    public long hits()
    {
        return entries.stats().hitCount();
    }

    public long misses()
    {
        return entries.stats().missCount();
    }
}
