package dev.trinocrowd.lifecycle;

import dev.trinocrowd.bitmap.Bitmap;
import dev.trinocrowd.bitmap.BitmapRanges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestLifecycleStates
{
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1 2 5   |   |   | 1 new, 2 returning, 3 dormant, 5 resurrecting, 6 dormant",
        "1 2 5   |   | 5 | 1 new, 2 returning, 3 dormant, 5 resurrecting",
        "1 2 5   |   | 4 | 1 new, 2 returning, 3 dormant",
        "1 2 5   |   | 0 | ''",
        "3       | 1 |   | 3 resurrecting, 4 dormant",
        "3       | 3 |   | 3 new, 4 dormant",
        "3 4 5   | 4 |   | 3 resurrecting, 4 new, 5 returning, 6 dormant",
        "3 5     | 5 |   | 3 resurrecting, 4 dormant, 5 new, 6 dormant",
        "''      |   |   | ''"})
    void saysWhatEachPeriodIs(String periods, Long created, Long until, String states)
    {
        assertThat(String.join(", ", states(optional(created), optional(until), numbers(periods)))).isEqualTo(states);
    }

    @Test
    void agreesWithTheDefinition()
    {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            NavigableSet<Long> active = new TreeSet<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                active.add((long) random.nextInt(20));
            }
            OptionalLong created = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(20));
            OptionalLong until = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(22));
            List<String> expected = new ArrayList<>();
            for (long period = 0; period <= until.orElse(100); period++) {
                boolean now = active.contains(period);
                boolean before = active.contains(period - 1);
                if (now && (created.isPresent() ? created.getAsLong() == period : active.first() == period)) {
                    expected.add(period + " new");
                }
                else if (now) {
                    expected.add(period + (before ? " returning" : " resurrecting"));
                }
                else if (before) {
                    expected.add(period + " dormant");
                }
            }
            assertThat(states(created, until, active.stream().mapToLong(Long::longValue).toArray()))
                    .as("seed %s: %s, created %s, until %s", seed, active, created, until)
                    .isEqualTo(expected);
        }
    }

    @Test
    void theLastPeriodOfAllIsFollowedByNone()
    {
        assertThat(states(OptionalLong.empty(), OptionalLong.empty(), Long.MAX_VALUE - 1, Long.MAX_VALUE))
                .containsExactly("9223372036854775806 new", "9223372036854775807 returning");
    }

    @Test
    void theSizeDependsOnTheActivityAndNotOnTheSpan()
    {
        assertThat(states(OptionalLong.empty(), OptionalLong.empty(), 0, Long.MAX_VALUE - 1)).hasSize(4);
    }

    @Test
    void refusesMorePeriodsThanAnybodyReads()
    {
        long[] periods = new long[1_000_001];
        Arrays.setAll(periods, i -> i);
        assertThatThrownBy(() -> states(OptionalLong.empty(), OptionalLong.empty(), periods)).hasMessage("lifecycle_states takes at most 1000000 active periods, found more");
        assertThat(states(OptionalLong.empty(), OptionalLong.of(9), periods)).hasSize(10);
    }

    private static List<String> states(OptionalLong created, OptionalLong until, long... periods)
    {
        BitmapRanges active = new BitmapRanges();
        active.read(Bitmap.ofSorted(periods, periods.length));
        List<String> states = new ArrayList<>();
        new LifecycleStates(created, until).list(active, (period, state) -> states.add(period + " " + state.label()));
        return states;
    }

    private static OptionalLong optional(Long number)
    {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static long[] numbers(String periods)
    {
        return periods.isEmpty() ? new long[0] : Arrays.stream(periods.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }
}
