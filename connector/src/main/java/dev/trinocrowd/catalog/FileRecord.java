package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.trinocrowd.storage.DataFileSummary;
import dev.trinocrowd.storage.DataFiles;
import dev.trinocrowd.storage.SetKind;

import java.util.List;
import java.util.Map;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// A data file as part of a snapshot.
///
/// Files of a bucket are folded in the order of their sequences, deletes before members of the same one.
///
/// @param path in the table's folder
/// @param sequence the version that brought the file, or, if it replaces others, the greatest of theirs
/// @param dropped the ordinals of keys that no longer count, ascending
/// @param idle for the ordinals of some keys, how many of its ids change nothing: members that were there already, deletes of what was not
/// @param rows how many rows the file adds to the table or takes from it: its ids without the dropped and the idle ones
public record FileRecord(String path, SetKind kind, int bucket, long sequence, DataFileSummary summary, List<OrdinalRange> dropped, Map<Integer, Long> idle, long rows)
{
    public FileRecord
    {
        checkArgument(DataFiles.isPath(path), "expected the path of a data file, found %s", path);
        requireNonNull(kind, "kind is null");
        checkArgument(bucket >= 0, "bucket must not be negative, found %s", bucket);
        requireNonNull(summary, "summary is null");
        dropped = dropped == null ? ImmutableList.of() : ImmutableList.copyOf(dropped);
        idle = idle == null ? ImmutableSortedMap.of() : ImmutableSortedMap.copyOf(idle);
        checkArgument(rows >= 0 && rows <= summary.rows(), "rows must be 0 to %s, found %s", summary.rows(), rows);
    }

    boolean isDropped(int ordinal)
    {
        int low = 0;
        int high = dropped.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            OrdinalRange range = dropped.get(middle);
            if (ordinal < range.first()) {
                high = middle - 1;
            }
            else if (ordinal > range.last()) {
                low = middle + 1;
            }
            else {
                return true;
            }
        }
        return false;
    }

    long idle(int ordinal)
    {
        return idle.getOrDefault(ordinal, 0L);
    }

    /// What the file does to the number of rows.
    long change()
    {
        return kind == SetKind.MEMBERS ? rows : -rows;
    }
}
