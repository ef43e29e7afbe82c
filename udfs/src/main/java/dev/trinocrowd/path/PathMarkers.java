package dev.trinocrowd.path;

import io.airlift.slice.Slice;

import static io.airlift.slice.Slices.utf8Slice;

/// Nodes that are no events.
final class PathMarkers
{
    /// Where a path was cut because it is longer than asked for.
    static final Slice CUT_NODE = utf8Slice("…");
    /// What follows the last event of a session.
    static final Slice EXIT_NODE = utf8Slice("(exit)");

    private PathMarkers()
    {}
}
