package dev.trinocrowd.path;

import com.google.common.base.Splitter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static io.airlift.slice.Slices.utf8Slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestPathEvents
{
    private static final Splitter SPACES = Splitter.on(' ');

    private record Event(long time, String name)
    {}

    @Test
    void agreesWithTheDefinition()
    {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            List<Event> events = new ArrayList<>();
            int size = random.nextInt(12);
            for (int i = 0; i < size; i++) {
                events.add(new Event(random.nextInt(20), String.valueOf((char) ('a' + random.nextInt(3)))));
            }
            long gap = 1L + random.nextInt(4);
            int maxSteps = 1 + random.nextInt(5);
            String start = random.nextBoolean() ? "a" : "";
            String end = random.nextBoolean() ? String.valueOf((char) ('a' + random.nextInt(2))) : "";
            boolean collapse = random.nextBoolean();
            boolean reverse = random.nextBoolean();
            String options = (start.isEmpty() ? "" : "start=" + start + ";") + (end.isEmpty() ? "" : "end=" + end + ";") + "collapse=" + collapse + ";reverse=" + reverse;

            assertThat(paths(events, gap, maxSteps, options))
                    .as("seed %s: %s with gap %s, max_steps %s, %s", seed, events, gap, maxSteps, options)
                    .isEqualTo(expectedPaths(events, gap, maxSteps, start, end, collapse, reverse));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a b c d a e | 9 |                            | a b c d a e",
        "a b c d a e | 3 |                            | a b c …",
        "a b c d a e | 3 | reverse=true               | e a d …",
        "a b c d a e | 9 | start=c                    | c d a e",
        "a b c d a e | 2 | start=c                    | c d …",
        "a b c d a e | 9 | end=a                      | a b c d a",
        "a b c d a e | 2 | end=a                      | … d a",
        "a b c d a e | 2 | end=a; reverse=true        | a d …",
        "a b c d a e | 2 | start=b; end=a             | b c …",
        "a b c d a e | 2 | start=b; end=a; reverse=true | a d …",
        "a b c d a e | 9 | start=a; end=a             | a b c d a",
        "a b b b c   | 3 | collapse=true              | a b c",
        "a a b b a a | 9 | start=a; end=a; collapse=true | a b a",
        "c a a b b c | 9 | start=a; end=b; collapse=true | a b",
        "a b c b b a | 2 | start=a; end=b; collapse=true; reverse=true | b c …",
        "a b b b c   | 3 |                            | a b b …"})
    void followsItsOptions(String events, int maxSteps, String options, String path)
    {
        assertThat(paths(sequence(events), 1, maxSteps, options == null ? "" : options)).containsExactly(SPACES.splitToList(path));
    }

    @ParameterizedTest
    @CsvSource({"start=x", "end=x", "start=c; end=a", "start=b; end=b"})
    void aSessionWithoutItsStartOrEndGivesNoPath(String options)
    {
        assertThat(paths(sequence("a b c"), 1, 9, options)).isEmpty();
    }

    @Test
    void aCollapsedRunIsOneNodeAndNotBothEnds()
    {
        assertThat(paths(sequence("a a"), 1, 9, "start=a; end=a")).containsExactly(List.of("a", "a"));
        assertThat(paths(sequence("a a"), 1, 9, "start=a; end=a; collapse=true")).isEmpty();
    }

    @Test
    void collapsedPathsHaveNoRunsAndKeepTheirEnds()
    {
        assertCollapsedPathsHaveNoRuns(0, 5_000);
    }

    @Test
    @Tag("nightly")
    void collapsedPathsOfManyStreamsHaveNoRunsAndKeepTheirEnds()
    {
        assertCollapsedPathsHaveNoRuns(5_000, 100_000);
    }

    private static void assertCollapsedPathsHaveNoRuns(long firstSeed, long lastSeed)
    {
        for (long seed = firstSeed; seed < lastSeed; seed++) {
            Random random = new Random(seed);
            List<Event> events = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                events.add(new Event(random.nextInt(30), String.valueOf((char) ('a' + random.nextInt(4)))));
            }
            List<List<String>> whole = paths(events, 3, 1000, "start=a; end=b");
            List<List<String>> collapsed = paths(events, 3, 1000, "start=a; end=b; collapse=true");
            assertThat(collapsed).as("seed %s: %s", seed, events).isEqualTo(whole.stream().map(TestPathEvents::withoutRuns).toList());
        }
    }

    @Test
    void aSessionEndsAfterAPauseLongerThanTheGap()
    {
        List<Event> events = List.of(new Event(0, "a"), new Event(5, "b"), new Event(11, "c"));
        assertThat(paths(events, 5, 9, "")).containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(paths(events, 6, 9, "")).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void aPauseMayBeLongerThanAnyGap()
    {
        List<Event> events = List.of(new Event(Long.MIN_VALUE, "a"), new Event(Long.MAX_VALUE, "b"));
        assertThat(paths(events, Long.MAX_VALUE, 9, "")).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void eventsOfOneTimeStandInTheOrderOfTheirBytes()
    {
        assertThat(paths(List.of(new Event(1, "b"), new Event(1, "a"), new Event(1, "ab")), 1, 9, "")).containsExactly(List.of("a", "ab", "b"));
    }

    @Test
    void aGroupWithoutEventsHasNoPaths()
    {
        assertThat(paths(List.of(), 1, 9, "")).isEmpty();
    }

    @Test
    void groupsMayDifferInTheirSettings()
    {
        PathEvents events = new PathEvents();
        events.ensureCapacity(2);
        int one = events.numberOf(PathSettings.parse(1, 1, "", CALLER_UNIT));
        int two = events.numberOf(PathSettings.parse(1, 2, "", CALLER_UNIT));
        for (int time = 0; time < 2; time++) {
            events.add(0, time, utf8Slice("a"), one);
            events.add(1, time, utf8Slice("a"), two);
        }
        assertThat(paths(events, 0)).containsExactly(List.of("a", "…"));
        assertThat(paths(events, 1)).containsExactly(List.of("a", "a"));
        assertThatThrownBy(() -> events.add(0, 3, utf8Slice("a"), two)).hasMessage("path_analysis gap, max_steps and options must not change within a group");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0  | 1    |          | path_analysis gap must be positive, found 0",
        "-1 | 1    |          | path_analysis gap must be positive, found -1",
        "1  | 0    |          | path_analysis max_steps must be 1 to 1000, found 0",
        "1  | 1001 |          | path_analysis max_steps must be 1 to 1000, found 1001",
        "1  | 1    | from=a   | Unknown option 'from': expected one of collapse, end, reverse, start",
        "1  | 1    | collapse=maybe | Option 'collapse' must be true or false, found 'maybe'"})
    void refuses(long gap, long maxSteps, String options, String message)
    {
        assertThatThrownBy(() -> PathSettings.parse(gap, maxSteps, options == null ? "" : options, CALLER_UNIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void memoryGrowsWithTheEvents()
    {
        PathEvents events = new PathEvents();
        events.ensureCapacity(1);
        int settings = events.numberOf(PathSettings.parse(1, 1000, "", CALLER_UNIT));
        for (int i = 0; i < 1_000_000; i++) {
            events.add(0, -i, utf8Slice("event " + i % 10), settings);
        }
        long before = events.retainedBytes();
        assertThat(before).isBetween(32_000_000L, 33_000_000L);
        assertThat(paths(events, 0)).hasSize(1);
        assertThat(events.retainedBytes()).isLessThanOrEqualTo(before);
    }

    private static List<String> withoutRuns(List<String> path)
    {
        List<String> nodes = new ArrayList<>();
        for (String node : path) {
            if (nodes.isEmpty() || !nodes.getLast().equals(node)) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    private static List<Event> sequence(String names)
    {
        List<Event> events = new ArrayList<>();
        for (String name : SPACES.split(names.strip())) {
            events.add(new Event(events.size(), name));
        }
        return events;
    }

    private static List<List<String>> paths(List<Event> rows, long gap, int maxSteps, String options)
    {
        PathEvents events = new PathEvents();
        events.ensureCapacity(1);
        int settings = events.numberOf(PathSettings.parse(gap, maxSteps, options, CALLER_UNIT));
        rows.forEach(row -> events.add(0, row.time(), utf8Slice(row.name()), settings));
        return paths(events, 0);
    }

    private static List<List<String>> paths(PathEvents events, int group)
    {
        List<List<String>> paths = new ArrayList<>();
        events.paths(group, (nodes, count) -> {
            List<String> path = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                path.add(nodes[i] == PathConsumer.CUT ? "…" : events.name(nodes[i]).toStringUtf8());
            }
            paths.add(path);
        });
        return paths;
    }

    private static List<List<String>> expectedPaths(List<Event> rows, long gap, int maxSteps, String start, String end, boolean collapse, boolean reverse)
    {
        List<Event> sorted = rows.stream().sorted(Comparator.comparingLong(Event::time).thenComparing(Event::name)).toList();
        List<List<String>> sessions = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            if (i == 0 || sorted.get(i).time() - sorted.get(i - 1).time() > gap) {
                sessions.add(new ArrayList<>());
            }
            List<String> session = sessions.getLast();
            String name = sorted.get(i).name();
            if (!collapse || session.isEmpty() || !session.getLast().equals(name)) {
                session.add(name);
            }
        }
        List<List<String>> paths = new ArrayList<>();
        for (List<String> session : sessions) {
            int from = start.isEmpty() ? 0 : session.indexOf(start);
            int to = end.isEmpty() ? session.size() - 1 : session.lastIndexOf(end);
            if (from < 0 || to < 0 || (!start.isEmpty() && !end.isEmpty() && to <= from)) {
                continue;
            }
            List<String> path = new ArrayList<>(session.subList(from, to + 1));
            boolean fromEnd = !end.isEmpty() && start.isEmpty();
            if (reverse) {
                Collections.reverse(path);
            }
            if (path.size() > maxSteps) {
                if (fromEnd && !reverse) {
                    path = new ArrayList<>(path.subList(path.size() - maxSteps, path.size()));
                    path.addFirst("…");
                }
                else {
                    path = new ArrayList<>(path.subList(0, maxSteps));
                    path.add("…");
                }
            }
            paths.add(path);
        }
        return paths;
    }
}
