package dev.trinocrowd.catalog;

import java.time.Instant;
import java.util.Optional;

/// A line of a table's history.
public record SnapshotInfo(long version, Optional<Long> parent, Instant time, Operation operation, SnapshotTotals totals)
{}
