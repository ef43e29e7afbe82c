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
        for (long seed = firstSeed; seed < firstSeed + patterns; seed++) {
            RandomSequences random = new RandomSequences(seed);
            String pattern = String.join("", random.pattern(5));
            List<List<Event>> sequences = Stream.generate(() -> random.events(10, false)).filter(events -> !events.isEmpty()).limit(SEQUENCES).toList();
            lines.add(sequences.stream()
                    .map(events -> events.stream().map(event -> event.time() + " " + event.conditions()).collect(joining(",")))
                    .collect(joining(";", pattern + ";", "")));
            expected.add(sequences.stream().map(events -> answer(pattern, events)).collect(joining(";")));
        }
        List<String> actual = clickHouse(lines);
        assertThat(actual).hasSameSizeAs(lines);
        for (int i = 0; i < actual.size(); i++) {
            List<String> answers = List.of(actual.get(i).split(";"));
            List<String> ours = List.of(expected.get(i).split(";"));
            List<String> questions = List.of(lines.get(i).split(";"));
            for (int j = 0; j < SEQUENCES; j++) {
                assertThat(ours.get(j)).as("%s in %s", questions.getFirst(), questions.get(j + 1)).isEqualTo(answers.get(j));
            }
        }
    }

    private static String answer(String pattern, List<Event> events)
    {
        SequenceEvents sequence = new SequenceEvents();
        sequence.ensureCapacity(1);
        int number = sequence.numberOf(pattern, CALLER_UNIT);
        events.forEach(event -> sequence.add(0, event.time(), event.conditions(), number));
        List<Long> times = new ArrayList<>();
        sequence.times(0, times::add);
        return "%s %s %s".formatted(sequence.matches(0) ? 1 : 0, sequence.count(0), times.toString().replace(" ", ""));
    }

    private static List<String> clickHouse(List<String> lines)
            throws Exception
    {
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
