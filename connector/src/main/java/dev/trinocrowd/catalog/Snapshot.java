package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.ChunkedSet;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.storage.BaseSets;
import dev.trinocrowd.storage.EncodedKey;
import dev.trinocrowd.storage.KeyCount;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// A version of a table, which never changes. For several threads.
public final class Snapshot
        implements BaseSets
{
    private final TableFiles files;
    private final SnapshotState state;
    private final Map<Integer, BucketSnapshot> buckets = new HashMap<>();

    Snapshot(TableFiles files, SnapshotState state)
    {
        this.files = requireNonNull(files, "files is null");
        this.state = requireNonNull(state, "state is null");
    }

    SnapshotState state()
    {
        return state;
    }

    public long version()
    {
        return state.manifest().version();
    }

    public Instant time()
    {
        return Times.instant(state.manifest().time());
    }

    public Operation operation()
    {
        return state.manifest().operation();
    }

    public SnapshotTotals totals()
    {
        return state.manifest().totals();
    }

    /// Exact, and known without reading a file.
    public long rows()
    {
        return totals().rows();
    }

    /// The buckets that have files, ascending.
    public List<Integer> buckets()
    {
        return ImmutableList.copyOf(state.buckets().keySet());
    }

    public synchronized BucketSnapshot bucket(int bucket)
    {
        return buckets.computeIfAbsent(bucket, number -> new BucketSnapshot(files, number, state.files(number)));
    }

    /// How many rows each key has, ascending by key: exact. Reads footers only of files that have more keys than a manifest lists.
    public List<KeyCount> keyCounts()
    {
        NavigableMap<EncodedKey, Long> counts = new TreeMap<>();
        for (int bucket : buckets()) {
            for (KeyCount count : bucket(bucket).keyCounts()) {
                counts.merge(count.key(), count.count(), Long::sum);
            }
        }
        return counts.entrySet().stream().map(entry -> new KeyCount(entry.getKey(), entry.getValue())).collect(toImmutableList());
    }

    /// The keys that have rows, ascending.
    public List<KeyTuple> keys()
    {
        return keyCounts().stream().map(count -> KeyCoder.decode(count.key())).collect(toImmutableList());
    }

    /// A bound: no id is less. Empty if the table has no files.
    public OptionalLong minId()
    {
        return state.files().stream().mapToLong(file -> file.summary().minId()).min();
    }

    /// A bound: no id is greater. Empty if the table has no files.
    public OptionalLong maxId()
    {
        return state.files().stream().mapToLong(file -> file.summary().maxId()).max();
    }

    @Override
    public Optional<ChunkedSet> find(int bucket, EncodedKey key)
    {
        return state.files(bucket).isEmpty() ? Optional.empty() : bucket(bucket).find(key);
    }
}
