package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.ChunkedSet;
import dev.trinocrowd.storage.BaseCursor;
import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.DataFileSummary;
import dev.trinocrowd.storage.EncodedKey;
import dev.trinocrowd.storage.FoldedSet;
import dev.trinocrowd.storage.KeyMerge;
import dev.trinocrowd.storage.Layer;
import dev.trinocrowd.storage.SetKind;
import dev.trinocrowd.storage.WrittenBucket;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/// Deletes, then inserts, of rows that writers have written to files.
///
/// What a writer found out against the snapshot that it read holds for the snapshot at hand too, except where others have touched the same
/// key of the same bucket, or where several writers have written it; there it is found out again.
final class WriteChange
        implements Change
{
    private final Operation operation;
    private final TableFiles files;
    private final SnapshotLog log;
    private final long base;
    private final boolean replaces;
    private final List<WrittenBucket> written;
    private final SortedSet<Integer> buckets;

    /// @param base the version that the writers read
    /// @param replaces whether what they wrote is all that the table has afterwards
    WriteChange(Operation operation, TableFiles files, SnapshotLog log, long base, boolean replaces, List<WrittenBucket> written)
    {
        this.operation = requireNonNull(operation, "operation is null");
        this.files = requireNonNull(files, "files is null");
        this.log = requireNonNull(log, "log is null");
        this.base = base;
        this.replaces = replaces;
        // deletes of a bucket before its members
        this.written = ImmutableList.sortedCopyOf(Comparator.comparingInt(WrittenBucket::bucket).thenComparing(WrittenBucket::kind, Comparator.reverseOrder()), written);
        this.buckets = written.stream().map(WrittenBucket::bucket).collect(toImmutableSortedSet(Comparator.naturalOrder()));
        for (WrittenBucket bucket : written) {
            checkArgument(!replaces || (bucket.kind() == SetKind.MEMBERS && !bucket.filtered()), "what replaces a table must be written without regard to what it has");
        }
    }

    @Override
    public Operation operation()
    {
        return operation;
    }

    @Override
    public Edit plan(Snapshot tip, long version)
    {
        List<Manifest> since = replaces ? ImmutableList.of() : log.since(base, tip.state());
        TouchedKeys touched = new TouchedKeys(files, log, since, buckets);
        boolean isAsRead = since.stream().allMatch(manifest -> manifest.operation().keepsRows());
        ImmutableList.Builder<FileRecord> added = ImmutableList.builder();
        for (int bucket : buckets) {
            List<WrittenBucket> parts = written.stream().filter(part -> part.bucket() == bucket).toList();
            if (parts.stream().anyMatch(part -> touched.hasLostAnyOf(bucket, part.leftOut()))) {
                throw conflict(tip, "rows that were not inserted, because they were there, have been deleted");
            }
            List<WrittenBucket> present = parts.stream().filter(part -> part.path().isPresent()).toList();
            if (present.size() == 1 && isWhole(present.getFirst(), tip, isAsRead)) {
                added.add(whole(present.getFirst(), version));
            }
            else {
                plan(present, tip, version, touched, added);
            }
        }
        return new Edit(added.build(), replaces ? ImmutableList.copyOf(tip.state().byPath().keySet()) : ImmutableList.of());
    }

    /// Whether it is clear, without a look into the file, that each of its ids counts.
    private boolean isWhole(WrittenBucket part, Snapshot tip, boolean isAsRead)
    {
        boolean isEmptyBefore = replaces || tip.state().files(part.bucket()).isEmpty();
        return (part.filtered() && isAsRead) || (part.kind() == SetKind.MEMBERS && isEmptyBefore);
    }

    private static FileRecord whole(WrittenBucket part, long version)
    {
        DataFileSummary summary = part.summary().orElseThrow();
        return new FileRecord(part.path().orElseThrow(), part.kind(), part.bucket(), version, summary, ImmutableList.of(), Map.of(), summary.rows());
    }

    private void plan(List<WrittenBucket> parts, Snapshot tip, long version, TouchedKeys touched, ImmutableList.Builder<FileRecord> added)
    {
        KeyMerge merge = new KeyMerge();
        List<Map<Integer, Long>> idle = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            merge.add(i, files.open(whole(parts.get(i), version)), _ -> false);
            idle.add(new TreeMap<>());
        }
        while (merge.advance()) {
            boolean isTouched = touched.isTouched(parts.getFirst().bucket(), merge.key());
            List<Layer> earlier = new ArrayList<>();
            for (KeyMerge.Entry entry : merge.entries()) {
                WrittenBucket part = parts.get(entry.index());
                if (part.kind() == SetKind.DELETES && isTouched) {
                    throw conflict(tip, "rows of the same key have been changed");
                }
                ChunkedSet set = entry.file().set(entry.ordinal());
                if (!part.filtered() || isTouched || !earlier.isEmpty()) {
                    long common = state(tip, part.bucket(), merge.key(), earlier).map(before -> BaseCursor.common(set, before)).orElse(0L);
                    long withoutEffect = part.kind() == SetKind.MEMBERS ? common : set.cardinality() - common;
                    if (withoutEffect > 0) {
                        idle.get(entry.index()).put(entry.ordinal(), withoutEffect);
                    }
                }
                earlier.add(new Layer(set, part.kind()));
            }
        }
        for (int i = 0; i < parts.size(); i++) {
            FileRecord whole = whole(parts.get(i), version);
            long rows = whole.rows() - idle.get(i).values().stream().mapToLong(count -> count).sum();
            added.add(new FileRecord(whole.path(), whole.kind(), whole.bucket(), version, whole.summary(), ImmutableList.of(), idle.get(i), rows));
        }
    }

    private Optional<ChunkedSet> state(Snapshot tip, int bucket, EncodedKey key, List<Layer> sameChange)
    {
        Optional<ChunkedSet> before = replaces ? Optional.empty() : tip.find(bucket, key);
        if (sameChange.isEmpty()) {
            return before;
        }
        ImmutableList.Builder<Layer> layers = ImmutableList.builder();
        before.ifPresent(set -> layers.add(new Layer(set, SetKind.MEMBERS)));
        return Optional.of(FoldedSet.of(layers.addAll(sameChange).build()));
    }

    private CommitConflictException conflict(Snapshot tip, String what)
    {
        String versions = log.since(base, tip.state()).stream()
                .filter(manifest -> !manifest.operation().keepsRows())
                .map(manifest -> "%s (%s)".formatted(manifest.version(), manifest.operation().name().toLowerCase(Locale.ROOT)))
                .collect(joining(", "));
        return new CommitConflictException(
                "The table was changed by version %s, after version %s that was read: %s. Nothing was changed; run the statement again".formatted(versions, base, what));
    }
}
