package dev.trinocrowd.catalog;

import com.google.common.collect.AbstractIterator;
import dev.trinocrowd.algebra.ChunkedSet;
import dev.trinocrowd.algebra.IdSet;
import dev.trinocrowd.storage.EncodedKey;
import dev.trinocrowd.storage.KeyCount;
import dev.trinocrowd.storage.SetDifference;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

import static java.util.Objects.requireNonNull;

/// Compares two snapshots, and reads nothing of buckets whose files are the same.
final class SnapshotDifference
        implements Iterable<SetChange>
{
    private final Snapshot from;
    private final Snapshot to;

    SnapshotDifference(Snapshot from, Snapshot to)
    {
        this.from = requireNonNull(from, "from is null");
        this.to = requireNonNull(to, "to is null");
    }

    @Override
    public Iterator<SetChange> iterator()
    {
        TreeSet<Integer> numbers = new TreeSet<>(from.buckets());
        numbers.addAll(to.buckets());
        Queue<Integer> buckets = new ArrayDeque<>(numbers);
        return new AbstractIterator<>()
        {
            private final Queue<EncodedKey> keys = new ArrayDeque<>();
            private int bucket;

            @Override
            protected SetChange computeNext()
            {
                while (true) {
                    while (keys.isEmpty()) {
                        if (buckets.isEmpty()) {
                            return endOfData();
                        }
                        bucket = buckets.poll();
                        keys.addAll(keys(bucket));
                    }
                    EncodedKey key = keys.poll();
                    Optional<ChunkedSet> before = from.find(bucket, key);
                    Optional<ChunkedSet> after = to.find(bucket, key);
                    IdSet entered = SetDifference.difference(after, before);
                    IdSet left = SetDifference.difference(before, after);
                    if (entered.cardinality() > 0 || left.cardinality() > 0) {
                        return new SetChange(bucket, KeyCoder.decode(key), entered, left);
                    }
                }
            }
        };
    }

    private Set<EncodedKey> keys(int bucket)
    {
        Set<EncodedKey> keys = new TreeSet<>();
        if (from.state().files(bucket).equals(to.state().files(bucket))) {
            return keys;
        }
        from.bucket(bucket).keyCounts().stream().map(KeyCount::key).forEach(keys::add);
        to.bucket(bucket).keyCounts().stream().map(KeyCount::key).forEach(keys::add);
        return keys;
    }
}
