package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/// All files of a snapshot, by bucket and there in the order in which they are folded.
///
/// @param manifest without the list of all files, which is here
record SnapshotState(Manifest manifest, Map<Integer, List<FileRecord>> buckets)
{
    private static final Comparator<FileRecord> FOLD_ORDER = Comparator.comparingLong(FileRecord::sequence)
            .thenComparing(FileRecord::kind, Comparator.reverseOrder())
            .thenComparing(FileRecord::path);

    SnapshotState
    {
        requireNonNull(manifest, "manifest is null");
        buckets = ImmutableSortedMap.copyOf(buckets);
    }

    static SnapshotState of(Manifest manifest, List<FileRecord> files)
    {
        Map<Integer, List<FileRecord>> buckets = new HashMap<>();
        for (FileRecord file : files) {
            buckets.computeIfAbsent(file.bucket(), _ -> new ArrayList<>()).add(file);
        }
        buckets.replaceAll((_, list) -> ImmutableList.sortedCopyOf(FOLD_ORDER, list));
        return new SnapshotState(manifest, buckets);
    }

    List<FileRecord> files()
    {
        return buckets.values().stream().flatMap(List::stream).collect(ImmutableList.toImmutableList());
    }

    List<FileRecord> files(int bucket)
    {
        return buckets.getOrDefault(bucket, ImmutableList.of());
    }

    Map<String, FileRecord> byPath()
    {
        Map<String, FileRecord> files = new LinkedHashMap<>();
        buckets.values().forEach(list -> list.forEach(file -> files.put(file.path(), file)));
        return files;
    }
}
