package dev.trinocrowd.path;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

final class TestPathEdges
{
    @Test
    void leadsFromEventToEventAndOut()
    {
        assertThat(edges("view", "cart", "view")).containsExactly(
                "1 · view → 2 · cart",
                "2 · cart → 3 · view",
                "3 · view → 4 · (exit)");
    }

    @Test
    void aSingleEventLeadsOut()
    {
        assertThat(edges("view")).containsExactly("1 · view → 2 · (exit)");
    }

    @Test
    void nothingFollowsACut()
    {
        assertThat(edges("view", "cart", "…")).containsExactly("1 · view → 2 · cart", "2 · cart → 3 · …");
        assertThat(edges("…", "cart", "pay")).containsExactly("1 · … → 2 · cart", "2 · cart → 3 · pay", "3 · pay → 4 · (exit)");
    }

    @Test
    void anEmptyPathHasNoEdges()
    {
        assertThat(edges()).isEmpty();
    }

    private static List<String> edges(String... path)
    {
        List<String> edges = new ArrayList<>();
        List<Slice> events = Stream.of(path).map(Slices::utf8Slice).toList();
        PathEdges.edges(events, (step, source, target) -> edges.add(PathEdges.node(step, source).toStringUtf8() + " → " + PathEdges.node(step + 1, target).toStringUtf8()));
        return edges;
    }
}
