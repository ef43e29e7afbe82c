package dev.trinocrowd.campaign;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Thousands of random campaigns against the `scipy` package of PyPI; `CROWD_PYTHON` names the interpreter that has it.
final class TestScipy
{
    private static final String PYTHON = Optional.ofNullable(System.getenv("CROWD_PYTHON")).orElse("python3");
    private static final long SEED = 20261121;
    private static final int CASES = 2_000;

    private record Case(String question, List<OptionalDouble> answer)
    {}

    @BeforeAll
    static void packageIsInstalled()
            throws Exception
    {
        int exitCode;
        try {
            exitCode = new ProcessBuilder(PYTHON, "-c", "import scipy.stats").redirectErrorStream(true).start().waitFor();
        }
        catch (IOException _) {
            exitCode = -1;
        }
        assumeTrue(exitCode == 0, "skipped: %s has no package scipy: pip install -r trino-plugin-crowd/tests/requirements.txt".formatted(PYTHON));
    }

    @Test
    void testsAndIntervalsAreThoseOfScipy()
            throws Exception
    {
        Random random = new Random(SEED);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            cases.add(uplift(random));
            cases.add(meanLift(random));
            cases.add(sampleRatio(random));
        }
        Path input = Files.createTempFile("campaigns", ".txt");
        Path output = Files.createTempFile("campaigns", ".out");
        try {
            Files.write(input, cases.stream().map(Case::question).toList());
            Process python = new ProcessBuilder(PYTHON, script().toString()).redirectInput(input.toFile()).redirectOutput(output.toFile()).start();
            String errors = new String(python.getErrorStream().readAllBytes(), UTF_8);
            assertThat(python.waitFor()).as(errors).isZero();
            List<String> lines = Files.readAllLines(output);
            assertThat(lines).hasSameSizeAs(cases);
            for (int i = 0; i < cases.size(); i++) {
                assertSame(cases.get(i), lines.get(i));
            }
        }
        finally {
            Files.delete(input);
            Files.delete(output);
        }
    }

    private static void assertSame(Case found, String line)
    {
        String[] expected = line.split(" ", -1);
        assertThat(expected).as(found.question()).hasSameSizeAs(found.answer());
        for (int i = 0; i < expected.length; i++) {
            OptionalDouble value = found.answer().get(i);
            if (expected[i].equals("-")) {
                assertThat(value).as("value %s of %s", i, found.question()).isEmpty();
            }
            else {
                double figure = Double.parseDouble(expected[i]);
                // Far out in the tails both cut their series short.
                assertThat(value.orElseThrow()).as("value %s of %s", i, found.question()).isCloseTo(figure, within(1e-7 * Math.abs(figure) + 1e-13));
            }
        }
    }

    private static Case uplift(Random random)
    {
        long treated = size(random);
        long control = size(random);
        long treatedConverted = random.nextLong(treated + 1);
        long controlConverted = random.nextInt(3) == 0 ? random.nextLong(control + 1) : Math.min(control, control * treatedConverted / treated + random.nextLong(1 + control / 50));
        Uplift uplift = Uplift.of(treated, treatedConverted, control, controlConverted).orElseThrow();
        return new Case("uplift %d %d %d %d".formatted(treated, treatedConverted, control, controlConverted),
                List.of(OptionalDouble.of(uplift.lift()), uplift.relativeLift(), uplift.z(), uplift.pValue(), uplift.low(), uplift.high()));
    }

    private static Case meanLift(Random random)
    {
        long treated = 2 + size(random);
        long control = 2 + size(random);
        double treatedMean = random.nextDouble() * 100;
        double controlMean = random.nextDouble() * 100;
        double treatedVariance = Math.pow(10, random.nextDouble() * 8 - 2);
        double controlVariance = Math.pow(10, random.nextDouble() * 8 - 2);
        MeanLift lift = MeanLift.of(treated, treatedMean, treatedVariance, control, controlMean, controlVariance).orElseThrow();
        return new Case(
                String.format(Locale.ROOT, "mean_lift %d %s %s %d %s %s", treated, treatedMean, treatedVariance, control, controlMean, controlVariance),
                List.of(OptionalDouble.of(lift.lift()), lift.relativeLift(), lift.t(), lift.degreesOfFreedom(), lift.pValue(), lift.low(), lift.high()));
    }

    private static Case sampleRatio(Random random)
    {
        int arms = 2 + random.nextInt(4);
        int[] percentages = new int[arms];
        long[] counts = new long[arms];
        int rest = 100;
        for (int arm = 0; arm < arms; arm++) {
            percentages[arm] = arm == arms - 1 ? rest : 1 + random.nextInt(rest - (arms - arm - 1));
            rest -= percentages[arm];
            counts[arm] = random.nextInt(10) == 0 ? 0 : percentages[arm] * size(random) / 10 + random.nextInt(20);
        }
        counts[0]++;
        double[] weights = new double[arms];
        StringBuilder question = new StringBuilder("sample_ratio_p");
        for (int arm = 0; arm < arms; arm++) {
            weights[arm] = percentages[arm];
            question.append(' ').append(counts[arm]);
        }
        for (int percentage : percentages) {
            question.append(' ').append(percentage);
        }
        return new Case(question.toString(), List.of(SampleRatio.pValue(counts, ArmWeights.of(weights))));
    }

    /// From a handful to ten million.
    private static long size(Random random)
    {
        return 1 + (long) Math.pow(10, random.nextDouble() * 7);
    }

    private static Path script()
            throws Exception
    {
        return Path.of(TestScipy.class.getResource("/scipy_campaigns.py").toURI());
    }
}
