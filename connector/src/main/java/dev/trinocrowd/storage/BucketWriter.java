package dev.trinocrowd.storage;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.ChunkedSet;
import io.trino.filesystem.Location;
import org.roaringbitmap.Container;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static io.airlift.slice.SizeOf.instanceSize;
import static java.util.Objects.requireNonNull;

/// Collects the ids of one bucket, in any order and with repeats, and writes them into one file.
///
/// Ids are appended to their keys' chains, and sorted key by key when a file is written. What is too much to hold is written into a file
/// that is merged with the others in the end.
final class BucketWriter
{
    private static final int INSTANCE_SIZE = instanceSize(BucketWriter.class);
    /// A chain that has grown to this is cleared of repeats, or written.
    private static final int MAX_CHAIN = 1 << 21;
    private static final int MERGE_READ_AHEAD = 1 << 16;

    private final FileStore files;
    private final StorageCache noCache = new StorageCache(0);
    private final Location table;
    private final SetKind kind;
    private final int bucket;
    private final int bucketCount;
    private final IdScratch scratch;

    private final List<Spill> spills = new ArrayList<>();
    private KeyTable keys = new KeyTable();
    private IdPool ids = new IdPool();
    private long idCount;
    private EncodedKey lastKey;
    private int lastGroup;

    private record Spill(String path, DataFileSummary summary)
    {}

    BucketWriter(FileStore files, Location table, SetKind kind, int bucket, int bucketCount, IdScratch scratch)
    {
        this.files = requireNonNull(files, "files is null");
        this.table = requireNonNull(table, "table is null");
        this.kind = requireNonNull(kind, "kind is null");
        this.bucket = bucket;
        this.bucketCount = bucketCount;
        this.scratch = requireNonNull(scratch, "scratch is null");
    }

    @SuppressWarnings("ReferenceEquality") // an equal key that is another object costs no more than a look into the index
    void add(EncodedKey key, long id)
    {
        // Rows mostly come in runs of a key.
        if (key != lastKey) {
            lastGroup = group(key);
            lastKey = key;
        }
        ids.add(lastGroup, id);
        idCount++;
        if (ids.count(lastGroup) == MAX_CHAIN) {
            removeRepeats(lastGroup);
            if (ids.count(lastGroup) > MAX_CHAIN / 2) {
                spill();
            }
        }
    }

    private int group(EncodedKey key)
    {
        int group = keys.number(key);
        if (group == ids.groups()) {
            ids.addGroup();
        }
        return group;
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + keys.retainedBytes() + ids.retainedBytes();
    }

    /// Removes repeats if that halves what is held, and writes a file otherwise.
    void makeRoom()
    {
        long before = idCount;
        for (int group = 0; group < ids.groups(); group++) {
            removeRepeats(group);
        }
        if (idCount > before / 2) {
            spill();
            return;
        }
        // into a new pool, since the old one keeps its pages
        IdPool previous = ids;
        ids = new IdPool();
        for (int group = 0; group < previous.groups(); group++) {
            ids.addGroup();
            int count = previous.count(group);
            long[] copy = scratch.ensure(count);
            previous.copy(group, copy);
            for (int i = 0; i < count; i++) {
                ids.add(group, copy[i]);
            }
        }
    }

    private void removeRepeats(int group)
    {
        int count = ids.count(group);
        int distinct = sortDistinct(group);
        if (distinct <= count / 2) {
            ids.clear(group);
            for (int i = 0; i < distinct; i++) {
                ids.add(group, scratch.ids()[i]);
            }
            idCount -= count - distinct;
        }
    }

    /// Leaves the distinct ids of a group in the scratch.
    private int sortDistinct(int group)
    {
        int count = ids.count(group);
        ids.copy(group, scratch.ensure(count));
        return scratch.sortDistinct(count);
    }

    private void spill()
    {
        writeHeld(BaseSets.NOTHING, new KeysTouched.Builder()).ifPresent(spills::add);
        keys = new KeyTable();
        ids = new IdPool();
        idCount = 0;
        lastKey = null;
    }

    /// Writes what has been added.
    ///
    /// @param base of which members are left out of a file of members; a file of deletes keeps nothing else
    WrittenBucket finish(Optional<BaseSets> base)
    {
        KeysTouched.Builder leftOut = new KeysTouched.Builder();
        Optional<Spill> written;
        if (spills.isEmpty()) {
            written = writeHeld(base.orElse(null), leftOut);
        }
        else {
            spill();
            written = spills.size() == 1 && base.isEmpty() ? Optional.of(spills.getFirst()) : merge(base.orElse(null), leftOut);
            if (!written.equals(Optional.of(spills.getFirst()))) {
                deleteSpills();
            }
            spills.clear();
        }
        written.ifPresent(file -> files.sync(table.appendPath(file.path)));
        return new WrittenBucket(bucket, kind, base.isPresent(), leftOut.build(), written.map(Spill::path), written.map(Spill::summary));
    }

    private Optional<Spill> writeHeld(BaseSets base, KeysTouched.Builder leftOut)
    {
        return write(writer -> {
            for (int group : keys.inOrder()) {
                int distinct = sortDistinct(group);
                writeKey(writer, keys.key(group), new SortedIds(scratch.ids(), distinct), base, leftOut);
            }
        });
    }

    private Optional<Spill> merge(BaseSets base, KeysTouched.Builder leftOut)
    {
        return write(writer -> {
            KeyMerge merge = new KeyMerge();
            for (int i = 0; i < spills.size(); i++) {
                Spill spill = spills.get(i);
                merge.add(i, DataFile.open(files, noCache, table.appendPath(spill.path), spill.summary.bytes(), spill.summary.footerBytes(), MERGE_READ_AHEAD), _ -> false);
            }
            while (merge.advance()) {
                List<Layer> layers = merge.entries().stream()
                        .map(entry -> new Layer(entry.file().set(entry.ordinal()), SetKind.MEMBERS))
                        .collect(ImmutableList.toImmutableList());
                writeKey(writer, merge.key(), new ChunkFold(layers), base, leftOut);
            }
        });
    }

    private void writeKey(DataFileWriter writer, EncodedKey key, ChunkCursor chunks, BaseSets base, KeysTouched.Builder leftOut)
    {
        writer.startKey(key);
        Optional<ChunkedSet> before = base == null || base == BaseSets.NOTHING ? Optional.empty() : base.find(bucket, key);
        boolean isAll = base == null || base == BaseSets.NOTHING || (kind == SetKind.MEMBERS && before.isEmpty());
        BaseCursor present = new BaseCursor(before);
        boolean isComplete = true;
        while (chunks.advance()) {
            Container container = chunks.container();
            if (!isAll) {
                int cardinality = container.getCardinality();
                container = kind == SetKind.MEMBERS ? present.without(chunks.chunk(), container) : present.within(chunks.chunk(), container);
                isComplete &= container.getCardinality() == cardinality;
            }
            writer.addChunk(chunks.chunk(), container);
        }
        writer.endKey();
        if (!isComplete) {
            leftOut.add(key);
        }
    }

    private interface Content
    {
        void write(DataFileWriter writer);
    }

    private Optional<Spill> write(Content content)
    {
        String path = DataFiles.newPath();
        Location location = table.appendPath(path);
        Optional<DataFileSummary> summary = Optional.empty();
        try (DataFileWriter writer = new DataFileWriter(files.create(location), kind, bucket, bucketCount)) {
            content.write(writer);
            summary = writer.finish();
            return summary.map(written -> new Spill(path, written));
        }
        finally {
            if (summary.isEmpty()) {
                files.deleteQuietly(ImmutableList.of(location));
            }
        }
    }

    private void deleteSpills()
    {
        files.deleteQuietly(spills.stream().map(spill -> table.appendPath(spill.path)).toList());
    }

    void abort()
    {
        deleteSpills();
    }
}
