package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.KeyMerge;
import dev.trinocrowd.storage.MergeWriter;
import dev.trinocrowd.storage.SetKind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static com.google.common.collect.ImmutableList.toImmutableList;

/// Merges files of a bucket into one, which changes no row.
final class Compaction
        implements Change
{
    private static final int READ_AHEAD = 1 << 18;

    private final List<Merged> merged;

    /// @param result empty if nothing is left
    private record Merged(List<FileRecord> sources, Optional<FileRecord> result)
    {}

    private Compaction(List<Merged> merged)
    {
        this.merged = ImmutableList.copyOf(merged);
    }

    /// Merges what is worth it.
    ///
    /// @param smallBytes files from this size on are only merged where rows have been deleted
    static Compaction of(TableFiles files, Snapshot snapshot, long smallBytes)
    {
        ImmutableList.Builder<Merged> merged = ImmutableList.builder();
        for (int bucket : snapshot.buckets()) {
            List<FileRecord> sources = sources(snapshot.state().files(bucket), smallBytes);
            if (!sources.isEmpty()) {
                merged.add(new Merged(sources, merge(files, bucket, sources)));
            }
        }
        return new Compaction(merged.build());
    }

    boolean isEmpty()
    {
        return merged.isEmpty();
    }

    private static List<FileRecord> sources(List<FileRecord> records, long smallBytes)
    {
        boolean hasDeletes = records.stream().anyMatch(record -> record.kind() == SetKind.DELETES || !record.dropped().isEmpty());
        if (hasDeletes) {
            return records;
        }
        List<FileRecord> small = records.stream().filter(record -> record.summary().bytes() < smallBytes).toList();
        return small.size() > 1 ? small : ImmutableList.of();
    }

    private static Optional<FileRecord> merge(TableFiles files, int bucket, List<FileRecord> sources)
    {
        KeyMerge keys = new BucketSnapshot(files, bucket, sources).merge(READ_AHEAD);
        Map<Integer, Long> idle = new TreeMap<>();
        int[] ordinal = {0};
        return MergeWriter.write(files.store(), files.folder(), bucket, files.buckets(), keys, index -> sources.get(index).kind(), (entries, cardinality) -> {
            // Ids that files outside of the merge have too stay without effect.
            long rows = 0;
            for (KeyMerge.Entry entry : entries) {
                FileRecord source = sources.get(entry.index());
                long effective = entry.file().cardinality(entry.ordinal()) - source.idle(entry.ordinal());
                rows += source.kind() == SetKind.MEMBERS ? effective : -effective;
            }
            if (cardinality > 0) {
                if (rows != cardinality) {
                    idle.put(ordinal[0], cardinality - rows);
                }
                ordinal[0]++;
            }
        }).map(file -> {
            long sequence = sources.stream().mapToLong(FileRecord::sequence).max().orElseThrow();
            long rows = file.summary().rows() - idle.values().stream().mapToLong(count -> count).sum();
            return new FileRecord(file.path(), SetKind.MEMBERS, bucket, sequence, file.summary(), ImmutableList.of(), idle, rows);
        });
    }

    @Override
    public Operation operation()
    {
        return Operation.COMPACT;
    }

    @Override
    public Edit plan(Snapshot tip, long version)
    {
        Map<String, FileRecord> live = tip.state().byPath();
        for (Merged part : merged) {
            for (FileRecord source : part.sources) {
                if (!source.equals(live.get(source.path()))) {
                    throw new CommitConflictException("Files that were to be merged have been changed meanwhile. Nothing was changed; run the statement again");
                }
            }
        }
        return new Edit(
                merged.stream().flatMap(part -> part.result.stream()).collect(toImmutableList()),
                merged.stream().flatMap(part -> part.sources.stream()).map(FileRecord::path).collect(toImmutableList()));
    }
}
