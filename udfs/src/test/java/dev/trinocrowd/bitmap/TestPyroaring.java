package dev.trinocrowd.bitmap;

import io.airlift.slice.Slices;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Bytes to CRoaring and back, by the `pyroaring` package of PyPI; `CROWD_PYTHON` names the interpreter that has it.
final class TestPyroaring
{
    private static final String PYTHON = Optional.ofNullable(System.getenv("CROWD_PYTHON")).orElse("python3");
    private static final long SEED = 20261121;

    @BeforeAll
    static void packageIsInstalled()
            throws Exception
    {
        int exitCode;
        try {
            exitCode = new ProcessBuilder(PYTHON, "-c", "import pyroaring").redirectErrorStream(true).start().waitFor();
        }
        catch (IOException _) {
            exitCode = -1;
        }
        assumeTrue(exitCode == 0, "skipped: %s has no package pyroaring: pip install -r trino-plugin-crowd/tests/requirements.txt".formatted(PYTHON));
    }

    @Test
    void bitmapsCrossTheBorderBothWays()
            throws Exception
    {
        RandomSets sets = new RandomSets(SEED);
        List<Bitmap> bitmaps = new ArrayList<>();
        bitmaps.add(Bitmap.empty());
        for (int i = 0; i < 100; i++) {
            bitmaps.add(RandomSets.bitmap(sets.next()));
        }
        Path input = Files.createTempFile("bitmaps", ".hex");
        Path output = Files.createTempFile("bitmaps", ".out");
        try {
            Files.writeString(input, bitmaps.stream()
                    .map(bitmap -> HexFormat.of().formatHex(PortableFormat.format(bitmap).getBytes()))
                    .collect(joining("\n", "", "\n")));
            Process python = new ProcessBuilder(PYTHON, script().toString()).redirectInput(input.toFile()).redirectOutput(output.toFile()).start();
            String errors = new String(python.getErrorStream().readAllBytes(), UTF_8);
            assertThat(python.waitFor()).as(errors).isZero();
            List<String> lines = Files.readAllLines(output);
            assertThat(lines).hasSameSizeAs(bitmaps);
            for (int i = 0; i < bitmaps.size(); i++) {
                String line = lines.get(i);
                int semicolon = line.indexOf(';');
                assertThat(line.substring(0, semicolon)).as("seed %s, set %s", SEED, i).isEqualTo(BitmapText.format(bitmaps.get(i)));
                Bitmap back = PortableFormat.parse(Slices.wrappedBuffer(HexFormat.of().parseHex(line.substring(semicolon + 1))));
                assertThat(back.slice()).as("seed %s, set %s", SEED, i).isEqualTo(bitmaps.get(i).slice());
            }
        }
        finally {
            Files.delete(input);
            Files.delete(output);
        }
    }

    private static Path script()
            throws Exception
    {
        return Path.of(TestPyroaring.class.getResource("/pyroaring_roundtrip.py").toURI());
    }
}
