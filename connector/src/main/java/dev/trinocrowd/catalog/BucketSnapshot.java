package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.trinocrowd.algebra.ChunkedSet;
import dev.trinocrowd.algebra.FamilySource;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.storage.DataFile;
import dev.trinocrowd.storage.EncodedKey;
import dev.trinocrowd.storage.FoldedSet;
import dev.trinocrowd.storage.KeyCount;
import dev.trinocrowd.storage.KeyMerge;
import dev.trinocrowd.storage.Layer;
import dev.trinocrowd.storage.SetKind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// One bucket of a snapshot. For several threads.
public final class BucketSnapshot
{
    /// What a key that is read takes beside its values: a tuple, its class, its set that is not open, and its place in lists and maps.
    private static final int KEY_BYTES = 240;
    /// A value as an object, without its text.
    private static final int VALUE_BYTES = 48;

    private final TableFiles files;
    private final int bucket;
    private final List<FileRecord> records;
    private List<DataFile> opened;
    private List<KeyCount> counts;

    BucketSnapshot(TableFiles files, int bucket, List<FileRecord> records)
    {
        this.files = requireNonNull(files, "files is null");
        this.bucket = bucket;
        this.records = ImmutableList.copyOf(records);
    }

    public int bucket()
    {
        return bucket;
    }

    public long rows()
    {
        return records.stream().mapToLong(FileRecord::change).sum();
    }

    /// The locations of its data files: what makes a good affinity for a split.
    public List<String> paths()
    {
        return records.stream().map(record -> files.location(record.path()).toString()).collect(toImmutableList());
    }

    /// How many rows each key has that has any, ascending by key.
    public synchronized List<KeyCount> keyCounts()
    {
        if (counts == null) {
            counts = records.stream().allMatch(record -> record.summary().counts().isPresent()) ? countsOfManifest() : countsOfFooters();
        }
        return counts;
    }

    private List<KeyCount> countsOfManifest()
    {
        Map<EncodedKey, Long> sums = new TreeMap<>();
        for (FileRecord record : records) {
            List<KeyCount> listed = record.summary().counts().orElseThrow();
            for (int ordinal = 0; ordinal < listed.size(); ordinal++) {
                if (!record.isDropped(ordinal)) {
                    sums.merge(listed.get(ordinal).key(), change(record, ordinal, listed.get(ordinal).count()), Long::sum);
                }
            }
        }
        return sums.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(entry -> new KeyCount(entry.getKey(), entry.getValue()))
                .collect(toImmutableList());
    }

    private List<KeyCount> countsOfFooters()
    {
        ImmutableList.Builder<KeyCount> found = ImmutableList.builder();
        KeyMerge merge = merge(DataFile.DEFAULT_READ_AHEAD);
        while (merge.advance()) {
            long count = 0;
            for (KeyMerge.Entry entry : merge.entries()) {
                count += change(records.get(entry.index()), entry.ordinal(), entry.file().cardinality(entry.ordinal()));
            }
            if (count != 0) {
                found.add(new KeyCount(merge.key(), count));
            }
        }
        return found.build();
    }

    private static long change(FileRecord record, int ordinal, long cardinality)
    {
        long rows = cardinality - record.idle(ordinal);
        return record.kind() == SetKind.MEMBERS ? rows : -rows;
    }

    /// Passes over its keys, those without rows as well.
    KeyMerge merge(int maxReadAhead)
    {
        KeyMerge merge = new KeyMerge();
        for (int i = 0; i < records.size(); i++) {
            FileRecord record = records.get(i);
            merge.add(i, files.open(record, maxReadAhead), record::isDropped);
        }
        return merge;
    }

    private synchronized List<DataFile> opened()
    {
        if (opened == null) {
            opened = records.stream().map(files::open).collect(toImmutableList());
        }
        return opened;
    }

    /// The ids of a key, to be fetched when something is asked of them.
    ///
    /// @return empty if the key has no rows
    public Optional<ChunkedSet> find(EncodedKey key)
    {
        List<Layer> layers = new ArrayList<>();
        boolean isDisjoint = true;
        long rows = 0;
        for (int i = 0; i < records.size(); i++) {
            FileRecord record = records.get(i);
            // Bounds save the footers of files that cannot have the key.
            if (key.compareTo(record.summary().minKey()) < 0 || key.compareTo(record.summary().maxKey()) > 0) {
                continue;
            }
            DataFile file = opened().get(i);
            int ordinal = file.find(key);
            if (ordinal < 0 || record.isDropped(ordinal)) {
                continue;
            }
            layers.add(new Layer(file.set(ordinal), record.kind()));
            isDisjoint &= record.kind() == SetKind.MEMBERS && record.idle(ordinal) == 0;
            rows += change(record, ordinal, file.cardinality(ordinal));
        }
        if (rows == 0) {
            return Optional.empty();
        }
        return Optional.of(layers.size() == 1 ? layers.getFirst().set() : new FoldedSet(layers, isDisjoint, rows));
    }

    /// What the algebra reads: the keys that are selected, ascending, each with a set that is fetched when something is asked of it.
    public FamilySource family(Predicate<KeyTuple> selected)
    {
        return family(selected, 0, keyCounts().size());
    }

    /// The same of some of its keys, by their places among [#keyCounts].
    public FamilySource family(Predicate<KeyTuple> selected, int from, int to)
    {
        List<EncodedKey> encoded = new ArrayList<>();
        List<KeyTuple> keys = new ArrayList<>();
        long bytes = 0;
        for (KeyCount count : keyCounts().subList(from, to)) {
            KeyTuple key = KeyCoder.decode(count.key());
            if (selected.test(key)) {
                encoded.add(count.key());
                keys.add(key);
                bytes += KEY_BYTES + (long) VALUE_BYTES * key.values().size() + count.key().length();
            }
        }
        return new BucketFamily(this, Collections.unmodifiableList(encoded), Collections.unmodifiableList(keys), bytes);
    }

    public List<KeyTuple> keys()
    {
        return Lists.transform(keyCounts(), count -> KeyCoder.decode(count.key()));
    }

    List<FileRecord> records()
    {
        return records;
    }

    private record BucketFamily(BucketSnapshot bucket, List<EncodedKey> encoded, List<KeyTuple> keys, long retainedBytes)
            implements FamilySource
    {
        @Override
        public int size()
        {
            return keys.size();
        }

        @Override
        public KeyTuple key(int index)
        {
            return keys.get(index);
        }

        @Override
        public ChunkedSet set(int index)
        {
            return bucket.find(encoded.get(index)).orElseThrow();
        }
    }
}
