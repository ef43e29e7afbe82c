package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a change does to the files of the snapshot that it is committed on.
///
/// @param added files that are new, or that replace those with the same path
/// @param removed paths
record Edit(List<FileRecord> added, List<String> removed)
{
    Edit
    {
        added = ImmutableList.copyOf(added);
        removed = ImmutableList.copyOf(removed);
    }

    /// The edit that leads from some files to others.
    static Edit between(Map<String, FileRecord> before, Collection<FileRecord> after)
    {
        ImmutableList.Builder<FileRecord> added = ImmutableList.builder();
        Map<String, FileRecord> rest = new LinkedHashMap<>(before);
        for (FileRecord file : after) {
            if (!file.equals(rest.remove(file.path()))) {
                added.add(file);
            }
        }
        return new Edit(added.build(), ImmutableList.copyOf(rest.keySet()));
    }

    boolean isEmpty()
    {
        return added.isEmpty() && removed.isEmpty();
    }
}
