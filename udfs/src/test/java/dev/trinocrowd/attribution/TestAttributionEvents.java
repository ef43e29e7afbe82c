package dev.trinocrowd.attribution;

import dev.trinocrowd.attribution.SlowAttribution.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import static dev.trinocrowd.attribution.AttributionEvents.NO_LINK;
import static dev.trinocrowd.attribution.AttributionEvents.UNLINKED;
import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;
import static io.airlift.slice.Slices.utf8Slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

final class TestAttributionEvents
{
    private static final List<String> MODELS = List.of("first", "last", "last_non_direct", "linear", "position", "time_decay");

    @Test
    void creditsWhatEachConversionWithEachTouchGives()
    {
        agreesWithEachConversionWithEachTouch(0, 2_000);
    }

    @Test
    @Tag("nightly")
    void creditsWhatEachConversionWithEachTouchGivesAtLength()
    {
        agreesWithEachConversionWithEachTouch(1_000_000, 100_000);
    }

    private static void agreesWithEachConversionWithEachTouch(long firstSeed, int cases)
    {
        for (long seed = firstSeed; seed < firstSeed + cases; seed++) {
            Random random = new Random(seed);
            List<Row> rows = rows(random, 1 + random.nextInt(40), 1 + random.nextInt(60));
            long lookback = 1L + random.nextInt(30);
            double halfLife = 0.5 + random.nextInt(20);
            boolean linked = random.nextBoolean();
            for (String model : MODELS) {
                Map<String, Double> expected = SlowAttribution.credits(rows, model, lookback, halfLife, linked);
                Map<String, Double> actual = credits(rows, options(model, halfLife), lookback, linked);
                assertClose("seed %s, %s, linked %s: %s".formatted(seed, model, linked, rows), actual, expected);
            }
        }
    }

    @Test
    void creditsAddUpToTheValuesOfTheConversions()
    {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Row> rows = rows(random, 300, 500);
            double values = rows.stream().filter(row -> row.value() != null).mapToDouble(Row::value).sum();
            for (String model : MODELS) {
                double credits = credits(rows, options(model, 3), 1L + random.nextInt(200), random.nextBoolean()).values().stream().mapToDouble(Double::doubleValue).sum();
                assertThat(credits).as("seed %s, %s", seed, model).isCloseTo(values, offset(1e-9 * rows.size() * 100));
            }
        }
    }

    @Test
    void theOrderOfRowsDoesNotMatterToTheLastDigit()
    {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Row> rows = rows(random, 100, 60);
            for (String model : MODELS) {
                Map<String, Double> credits = credits(rows, options(model, 3), 20, true);
                Collections.shuffle(rows, random);
                assertThat(credits(rows, options(model, 3), 20, true)).as("seed %s, %s", seed, model).isEqualTo(credits);
            }
        }
    }

    @Test
    void smallValuesAreNotLostBesideLargeOnes()
    {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(new Row(10L * i, "c" + i, null, null));
            rows.add(new Row(10L * i + 1, null, i == 300 ? 1e15 : 1e-3 * (i + 1), null));
        }
        for (String model : List.of("linear", "time_decay")) {
            Map<String, Double> expected = SlowAttribution.credits(rows, model, 55, 7, false);
            credits(rows, options(model, 7), 55, false).forEach((name, credit) -> assertThat(credit / expected.get(name)).as(name).isCloseTo(1, offset(1e-9)));
        }
    }

    @Test
    void agesOfManyHalfLivesDoNotVanish()
    {
        List<Row> rows = List.of(new Row(0, "a", null, null), new Row(1, "b", null, null), new Row(1_000_000, null, 3.0, null));
        Map<String, Double> credits = credits(rows, options("time_decay", 1), 2_000_000, false);
        assertThat(credits.get("a")).isCloseTo(1, offset(1e-12));
        assertThat(credits.get("b")).isCloseTo(2, offset(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "first, '{a=10.0}'",
        "last, '{direct=10.0}'",
        "last_non_direct, '{c=10.0}'",
        "linear, '{a=2.5, b=2.5, c=2.5, direct=2.5}'",
        "position, '{a=4.0, b=1.0, c=1.0, direct=4.0}'"})
    void knowsTheModels(String model, String credits)
    {
        List<Row> rows = List.of(new Row(1, "a", null, null), new Row(2, "b", null, null), new Row(3, "c", null, null), new Row(4, "direct", 10.0, null));
        assertThat(credits(rows, "model=" + model, 10, false)).hasToString(credits);
    }

    @Test
    void aTouchWeighsHalfAfterAHalfLife()
    {
        List<Row> rows = List.of(new Row(0, "a", null, null), new Row(7, "b", 30.0, null));
        assertThat(credits(rows, options("time_decay", 7), 10, false)).hasToString("{a=10.0, b=20.0}");
    }

    @Test
    void theWindowIncludesBothEnds()
    {
        List<Row> rows = List.of(new Row(0, "a", null, null), new Row(10, null, 1.0, null), new Row(10, "b", null, null), new Row(11, "c", null, null));
        assertThat(credits(rows, "model=linear", 10, false)).hasToString("{a=0.5, b=0.5}");
        assertThat(credits(rows, "model=linear", 9, false)).hasToString("{b=1.0}");
    }

    @Test
    void touchesOfOneTimeStandInTheOrderOfTheirBytes()
    {
        List<Row> rows = List.of(new Row(0, "b", null, null), new Row(0, "c", 1.0, null), new Row(0, "a", null, null));
        assertThat(credits(rows, "model=first", 10, false)).hasToString("{a=1.0}");
        assertThat(credits(rows, "model=last", 10, false)).hasToString("{c=1.0}");
    }

    @Test
    void aConversionWithoutTouchIsDirect()
    {
        assertThat(credits(List.of(new Row(0, null, 5.0, null)), "model=linear", 10, false)).hasToString("{direct=5.0}");
        assertThat(credits(List.of(new Row(0, null, 5.0, null)), "direct=\"typed; in\"", 10, false)).hasToString("{typed; in=5.0}");
        assertThat(credits(List.of(new Row(0, "direct", null, null), new Row(1, null, 5.0, null)), "model=last_non_direct", 10, false)).hasToString("{direct=5.0}");
    }

    @Test
    void onlyTouchesOfTheSameLinkCount()
    {
        List<Row> rows = List.of(
                new Row(0, "a", null, "x"),
                new Row(1, "b", null, "y"),
                new Row(2, "c", null, null),
                new Row(3, null, 1.0, "x"),
                new Row(4, null, 2.0, "y"),
                new Row(5, null, 4.0, null),
                new Row(6, null, 8.0, "z"));
        assertThat(credits(rows, "", 10, true)).hasToString("{a=1.0, b=2.0, direct=12.0}");
    }

    @Test
    void aRefundTakesCreditBack()
    {
        List<Row> rows = List.of(new Row(0, "a", null, null), new Row(1, null, 5.0, null), new Row(2, "b", null, null), new Row(3, null, -5.0, null));
        assertThat(credits(rows, "model=first", 10, false)).hasToString("{a=0.0}");
        assertThat(credits(rows, "model=last", 10, false)).hasToString("{a=5.0, b=-5.0}");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aValueMustBeFinite(double value)
    {
        assertThatThrownBy(() -> credits(List.of(new Row(0, null, value, null)), "", 10, false)).hasMessage("attribution conversion_value must be finite, found %s", value);
    }

    @Test
    void settingsMustNotChangeWithinAGroup()
    {
        AttributionEvents events = new AttributionEvents();
        events.ensureCapacity(2);
        int one = events.numberOf(AttributionSettings.parse(1, "", CALLER_UNIT));
        int other = events.numberOf(AttributionSettings.parse(2, "", CALLER_UNIT));
        events.addTouch(0, 0, utf8Slice("a"), UNLINKED, one);
        events.addConversion(1, 0, 1, UNLINKED, one);
        assertThatThrownBy(() -> events.addConversion(0, 0, 1, UNLINKED, other)).hasMessage("attribution lookback and options must not change within a group");
        assertThatThrownBy(() -> events.addTouch(1, 0, utf8Slice("a"), UNLINKED, other)).hasMessage("attribution lookback and options must not change within a group");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 |                             | attribution lookback must be positive, found 0",
        "1 | model=shapley               | Option 'model' must be one of first, last, last_non_direct, linear, position, time_decay, found 'shapley'",
        "1 | window=3                    | Unknown option 'window': expected one of direct, half_life, model",
        "1 | model=time_decay; half_life=0   | Option 'half_life' must be a positive number, found '0'",
        "1 | model=time_decay; half_life=NaN | Option 'half_life' must be a positive number, found 'NaN'",
        "1 | model=time_decay            | model=time_decay over bigint times must come with half_life in their unit",
        "1 | half_life=7                 | Option 'half_life' must come with model=time_decay"})
    void refusesSettings(long lookback, String options, String message)
    {
        assertThatThrownBy(() -> AttributionSettings.parse(lookback, options == null ? "" : options, CALLER_UNIT)).hasMessage(message);
    }

    @Test
    void theHalfLifeOfTimestampsIsInDays()
    {
        assertThat(AttributionSettings.parse(1, "model=time_decay", MICROSECONDS).halfLife()).isEqualTo(7 * 86_400e6);
        assertThat(AttributionSettings.parse(1, "model=time_decay; half_life=0.5", MICROSECONDS).halfLife()).isEqualTo(43_200e6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"last_non_direct", "position", "time_decay"})
    void aUserMayHaveAMillionEvents(String model)
    {
        AttributionEvents events = new AttributionEvents();
        events.ensureCapacity(1);
        int settings = events.numberOf(AttributionSettings.parse(400_000, options(model, 1000), CALLER_UNIT));
        for (int i = 0; i < 500_000; i++) {
            events.addTouch(0, -i, utf8Slice("campaign " + i % 5000), UNLINKED, settings);
            events.addConversion(0, -i, 1, UNLINKED, settings);
        }
        long before = events.retainedBytes();
        double[] sum = {0};
        events.credits(0, (name, credit) -> sum[0] += credit);
        assertThat(sum[0]).isCloseTo(500_000, offset(1e-4));
        assertThat(events.retainedBytes()).isLessThanOrEqualTo(before);
    }

    private static List<Row> rows(Random random, int size, int times)
    {
        List<String> names = List.of("a", "b", "c", "direct");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean conversion = random.nextInt(3) == 0;
            boolean touch = !conversion || random.nextInt(4) == 0;
            rows.add(new Row(
                    random.nextInt(times),
                    touch ? names.get(random.nextInt(names.size())) : null,
                    conversion ? random.nextInt(2000) / 10.0 - (random.nextInt(5) == 0 ? 200 : 0) : null,
                    random.nextInt(5) == 0 ? null : "l" + random.nextInt(3)));
        }
        return rows;
    }

    private static String options(String model, double halfLife)
    {
        return "model=" + model + (model.equals("time_decay") ? "; half_life=" + halfLife : "");
    }

    private static Map<String, Double> credits(List<Row> rows, String options, long lookback, boolean linked)
    {
        AttributionEvents events = new AttributionEvents();
        events.ensureCapacity(1);
        int settings = events.numberOf(AttributionSettings.parse(lookback, options, CALLER_UNIT));
        for (Row row : rows) {
            int link = linked ? row.link() == null ? NO_LINK : events.linkOf(utf8Slice(row.link())) : UNLINKED;
            if (row.touchpoint() != null && link != NO_LINK) {
                events.addTouch(0, row.time(), utf8Slice(row.touchpoint()), link, settings);
            }
            if (row.value() != null) {
                events.addConversion(0, row.time(), row.value(), link, settings);
            }
        }
        Map<String, Double> credits = new LinkedHashMap<>();
        events.credits(0, (name, credit) -> credits.put(events.name(name).toStringUtf8(), credit));
        assertThat(new ArrayList<>(credits.keySet())).isSorted();
        return credits;
    }

    private static void assertClose(String description, Map<String, Double> actual, Map<String, Double> expected)
    {
        assertThat(actual.keySet()).as(description).isEqualTo(new TreeMap<>(expected).keySet());
        expected.forEach((name, credit) -> assertThat(actual.get(name)).as("%s of %s", name, description).isCloseTo(credit, offset(1e-9 * 1000)));
    }
}
