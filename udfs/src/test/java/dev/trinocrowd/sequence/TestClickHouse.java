package dev.trinocrowd.sequence;

import dev.trinocrowd.sequence.RandomSequences.Event;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The language is ClickHouse's, so its answers are ours; by the `chdb` package of PyPI, `CROWD_PYTHON` names the
/// interpreter that has it.
///
/// No two events of a sequence have one time, where ClickHouse leaves their order to chance; it does not know `!=`.
///
/// `sequenceMatchEvents` lists the first of the longest chains of `(?N)`, whether or not what the pattern asks for behind its last `(?N)`
/// follows: for `(?1)(?t<4).` it may list an event that has no other within 4 behind it. `sequence_times` lists a chain that matches to the
/// end. So where a pattern goes on behind its last `(?N)`, ClickHouse may also list the chain of the pattern without that end.
///
/// Once in some 100,000 sequences `sequenceCount` counts one match of `(?1).*` less, and not when it is asked again; so it is asked twice
/// before a difference counts.
final class TestClickHouse
{
    private static final String PYTHON = Optional.ofNullable(System.getenv("CROWD_PYTHON")).orElse("python3");
    private static final int SEQUENCES = 100;

    @BeforeAll
    static void packageIsInstalled()
            throws Exception
    {
        int exitCode;
        try {
            exitCode = new ProcessBuilder(PYTHON, "-c", "import chdb").redirectErrorStream(true).start().waitFor();
        }
        catch (IOException _) {
            exitCode = -1;
        }
        assumeTrue(exitCode == 0, "skipped: %s has no package chdb: pip install -r trino-plugin-crowd/tests/requirements.txt".formatted(PYTHON));
    }

    @Test
    void givesTheAnswersOfClickHouse()
            throws Exception
    {
        agreesWithClickHouse(0, 50);
    }

    @Test
    @Tag("nightly")
    void givesTheAnswersOfClickHouseAtLength()
            throws Exception
    {
        agreesWithClickHouse(1_000_000, 1_200);
    }

    private static void agreesWithClickHouse(long firstSeed, int patterns)
            throws Exception
    {
        List<String> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        List<String> alternatives = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + patterns; seed++) {
            RandomSequences random = new RandomSequences(seed);
            List<String> elements = random.pattern(5);
            String pattern = String.join("", elements);
            String beginning = String.join("", elements.subList(0, lastCondition(elements) + 1));
            List<List<Event>> sequences = Stream.generate(() -> random.events(10, false)).filter(events -> !events.isEmpty()).limit(SEQUENCES).toList();
            lines.add(sequences.stream()
                    .map(events -> events.stream().map(event -> event.time() + " " + event.conditions()).collect(joining(",")))
                    .collect(joining(";", pattern + ";", "")));
            expected.add(sequences.stream().map(events -> answer(pattern, pattern, events)).collect(joining(";")));
            alternatives.add(sequences.stream().map(events -> answer(pattern, beginning, events)).collect(joining(";")));
        }
        List<Integer> differing = differing(clickHouse(lines), expected, alternatives);
        List<String> again = clickHouse(differing.stream().map(lines::get).toList());
        List<Integer> stillDiffering = differing(again, differing.stream().map(expected::get).toList(), differing.stream().map(alternatives::get).toList());
        assertThat(stillDiffering.stream().map(i -> explain(lines.get(differing.get(i)), again.get(i), expected.get(differing.get(i))))).isEmpty();
    }

    /// The numbers of the lines in which an answer is neither of ours.
    private static List<Integer> differing(List<String> answers, List<String> ours, List<String> others)
    {
        assertThat(answers).hasSameSizeAs(ours);
        return IntStream.range(0, answers.size())
                .filter(i -> {
                    List<String> theirs = List.of(answers.get(i).split(";"));
                    List<String> first = List.of(ours.get(i).split(";"));
                    List<String> second = List.of(others.get(i).split(";"));
                    assertThat(theirs).hasSameSizeAs(first);
                    return IntStream.range(0, theirs.size()).anyMatch(j -> !theirs.get(j).equals(first.get(j)) && !theirs.get(j).equals(second.get(j)));
                })
                .boxed()
                .toList();
    }

    private static String explain(String line, String theirs, String ours)
    {
        return "%s%n  ClickHouse: %s%n  ours:       %s".formatted(line, theirs, ours);
    }

    private static int lastCondition(List<String> elements)
    {
        int last = elements.size() - 1;
        while (last >= 0 && !elements.get(last).matches("\\(\\?\\d+\\)")) {
            last--;
        }
        return last;
    }

    /// @param listed the pattern whose times are told
    private static String answer(String pattern, String listed, List<Event> events)
    {
        SequenceEvents sequence = sequence(pattern, events);
        List<Long> times = new ArrayList<>();
        sequence(listed, events).times(0, times::add);
        return "%s %s %s".formatted(sequence.matches(0) ? 1 : 0, sequence.count(0), times.toString().replace(" ", ""));
    }

    private static SequenceEvents sequence(String pattern, List<Event> events)
    {
        SequenceEvents sequence = new SequenceEvents();
        sequence.ensureCapacity(1);
        int number = sequence.numberOf(pattern, CALLER_UNIT);
        events.forEach(event -> sequence.add(0, event.time(), event.conditions(), number));
        return sequence;
    }

    private static List<String> clickHouse(List<String> lines)
            throws Exception
    {
        if (lines.isEmpty()) {
            return List.of();
        }
        Path input = Files.createTempFile("sequences", ".txt");
        Path output = Files.createTempFile("sequences", ".out");
        try {
            Files.write(input, lines);
            Path script = Path.of(TestClickHouse.class.getResource("/clickhouse_sequences.py").toURI());
            Process python = new ProcessBuilder(PYTHON, script.toString()).redirectInput(input.toFile()).redirectOutput(output.toFile()).start();
            String errors = new String(python.getErrorStream().readAllBytes(), UTF_8);
            assertThat(python.waitFor()).as(errors).isZero();
            return Files.readAllLines(output);
        }
        finally {
            Files.delete(input);
            Files.delete(output);
        }
    }
}
