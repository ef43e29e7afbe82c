package dev.trinocrowd.storage;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// What a writer made for one bucket: a file that nobody knows of until a commit names it.
///
/// @param path of the file in the table's folder; empty if there was nothing to write
/// @param filtered whether only ids that change the table it was written for are in the file
/// @param leftOut the keys of which ids were left out because they change nothing
public record WrittenBucket(int bucket, SetKind kind, boolean filtered, KeysTouched leftOut, Optional<String> path, Optional<DataFileSummary> summary)
{
    public WrittenBucket
    {
        requireNonNull(kind, "kind is null");
        requireNonNull(leftOut, "leftOut is null");
        requireNonNull(path, "path is null");
        requireNonNull(summary, "summary is null");
    }
}
