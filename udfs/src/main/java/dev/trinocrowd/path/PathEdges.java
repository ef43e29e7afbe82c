package dev.trinocrowd.path;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;

import java.util.List;

import static dev.trinocrowd.path.PathMarkers.CUT_NODE;
import static dev.trinocrowd.path.PathMarkers.EXIT_NODE;
import static io.airlift.slice.Slices.utf8Slice;

/// The edges of a path: each event to the next, and the last one to the exit.
final class PathEdges
{
    @FunctionalInterface
    interface EdgeConsumer
    {
        void accept(int step, Slice eventSource, Slice eventTarget);
    }

    private PathEdges()
    {}

    static void edges(List<Slice> path, EdgeConsumer consumer)
    {
        if (path.isEmpty()) {
            return;
        }
        for (int i = 1; i < path.size(); i++) {
            consumer.accept(i, path.get(i - 1), path.get(i));
        }
        // Nobody knows what follows where the path was cut.
        if (!path.getLast().equals(CUT_NODE)) {
            consumer.accept(path.size(), path.getLast(), EXIT_NODE);
        }
    }

    /// A name of its own for each step, so that the graph has no cycle.
    static Slice node(int step, Slice event)
    {
        Slice prefix = utf8Slice(step + " · ");
        Slice node = Slices.allocate(prefix.length() + event.length());
        node.setBytes(0, prefix);
        node.setBytes(prefix.length(), event);
        return node;
    }
}
