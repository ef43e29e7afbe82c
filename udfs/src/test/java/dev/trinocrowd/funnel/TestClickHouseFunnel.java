package dev.trinocrowd.funnel;

import dev.trinocrowd.funnel.SlowFunnel.Event;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Random streams against the `windowFunnel` of a real ClickHouse, by the `chdb` package of PyPI; `CROWD_PYTHON` names the
/// interpreter that has it.
///
/// ClickHouse can miss a chain: the levels may differ where ours is deeper and [SlowFunnel] shows a chain of that depth.
final class TestClickHouseFunnel
{
    private static final String PYTHON = Optional.ofNullable(System.getenv("CROWD_PYTHON")).orElse("python3");
    private static final int STEPS = 4;

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
        assumeTrue(exitCode == 0, "skipped: %s has no package chdb: pip install -r trino-plugin-crowd/tests/requirements-clickhouse.txt".formatted(PYTHON));
    }

    @ParameterizedTest
    @CsvSource({
        "overlap, '', 0",
        "strict_increase, strict_increase, 0.25",
        "strict_increase, strict_increase strict_once, 0"})
    void agreesWithClickHouse(String mode, String theirMode, double mostMissed)
            throws Exception
    {
        compare(mode, theirMode, mostMissed, 20_000);
    }

    @Tag("nightly")
    @ParameterizedTest
    @CsvSource({
        "overlap, '', 0",
        "strict_increase, strict_increase, 0.25",
        "strict_increase, strict_increase strict_once, 0"})
    void agreesWithClickHouseOnManyStreams(String mode, String theirMode, double mostMissed)
            throws Exception
    {
        compare(mode, theirMode, mostMissed, 500_000);
    }

    /// @param mostMissed the share of the streams of which ClickHouse may miss the deepest chain
    private static void compare(String mode, String theirMode, double mostMissed, int count)
            throws Exception
    {
        Random random = new Random(count);
        int window = 4;
        List<List<Event>> streams = new ArrayList<>();
        StringBuilder csv = new StringBuilder();
        for (int stream = 0; stream < count; stream++) {
            List<Event> rows = rows(random);
            streams.add(rows);
            for (Event row : rows) {
                csv.append(stream).append(',').append(row.time()).append(',').append(row.steps()).append('\n');
            }
        }
        List<Integer> theirs = clickHouse(csv, window, theirMode.isEmpty() ? List.of() : List.of(theirMode.split(" ")));
        FunnelModes modes = FunnelModes.parse(mode);
        int missed = 0;
        for (int stream = 0; stream < count; stream++) {
            List<Event> rows = streams.get(stream);
            int ours = level(rows, window, modes);
            if (ours != theirs.get(stream)) {
                assertThat(ours).as("stream %s: %s", stream, rows).isGreaterThan(theirs.get(stream));
                assertThat(new SlowFunnel(rows, window, modes).best()).as("stream %s: %s", stream, rows).hasSize(ours);
                missed++;
            }
        }
        assertThat((double) missed / count).as("streams of which ClickHouse misses the deepest chain").isLessThanOrEqualTo(mostMissed);
    }

    private static List<Event> rows(Random random)
    {
        List<Event> rows = new ArrayList<>();
        int size = 1 + random.nextInt(10);
        int times = 1 + random.nextInt(12);
        boolean single = random.nextBoolean();
        for (int i = 0; i < size; i++) {
            int mask = single ? 1 << random.nextInt(STEPS) : random.nextInt(1 << STEPS);
            rows.add(new Event(random.nextInt(times), mask, false));
        }
        return rows;
    }

    private static int level(List<Event> rows, long window, FunnelModes modes)
    {
        FunnelEvents events = new FunnelEvents();
        events.ensureCapacity(1);
        rows.forEach(row -> events.add(0, row.time(), window, row.steps(), false, FunnelSettings.of(modes, STEPS), CALLER_UNIT));
        return events.level(0);
    }

    private static List<Integer> clickHouse(CharSequence csv, int window, List<String> mode)
            throws Exception
    {
        Path file = Files.createTempFile("streams", ".csv");
        Path output = Files.createTempFile("levels", ".csv");
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            Files.writeString(file, csv);
            List<String> command = new ArrayList<>(List.of(
                    PYTHON,
                    Path.of(TestClickHouseFunnel.class.getResource("/clickhouse_funnel.py").toURI()).toString(),
                    file.toString(),
                    Integer.toString(window),
                    Integer.toString(STEPS)));
            command.addAll(mode);
            Process python = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
            assertThat(python.waitFor()).as(Files.readString(errors, UTF_8)).isZero();
            return Files.readAllLines(output).stream().map(line -> Integer.valueOf(line.substring(line.indexOf(',') + 1))).toList();
        }
        finally {
            Files.delete(file);
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
