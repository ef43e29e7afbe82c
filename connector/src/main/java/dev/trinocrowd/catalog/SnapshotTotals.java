package dev.trinocrowd.catalog;

/// The sums of a snapshot, and of what it changed.
///
/// @param rows that the table has
/// @param files that it has
/// @param bytes that they have
public record SnapshotTotals(long rows, long files, long bytes, long addedRows, long removedRows, long addedFiles, long removedFiles, long addedBytes, long removedBytes)
{}
