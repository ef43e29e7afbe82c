package dev.trinocrowd.funnel;

import dev.trinocrowd.funnel.SlowFunnel.Event;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Every combination of modes against [SlowFunnel], which tries all chains.
final class TestFunnelSearch
{
    private static final int STREAMS = 4_000;
    private static final int NIGHTLY_STREAMS = 100_000;

    static List<FunnelModes> combinations()
    {
        return IntStream.range(0, 1 << FunnelMode.values().length)
                .filter(bits -> (bits & 1) == 0)
                .mapToObj(FunnelModes::new)
                .filter(modes -> {
                    for (FunnelMode mode : FunnelMode.values()) {
                        for (FunnelMode other : FunnelMode.values()) {
                            if (mode != other && modes.has(mode) && modes.has(other) && mode.contradicts(other)) {
                                return false;
                            }
                        }
                    }
                    return true;
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void findsTheBestChain(FunnelModes modes)
    {
        compareChains(modes, STREAMS);
    }

    @Tag("nightly")
    @ParameterizedTest
    @MethodSource("combinations")
    void findsTheBestChainOfManyStreams(FunnelModes modes)
    {
        compareChains(modes, NIGHTLY_STREAMS);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void findsTheAttempts(FunnelModes modes)
    {
        compareAttempts(modes, STREAMS);
    }

    @Tag("nightly")
    @ParameterizedTest
    @MethodSource("combinations")
    void findsTheAttemptsOfManyStreams(FunnelModes modes)
    {
        compareAttempts(modes, NIGHTLY_STREAMS);
    }

    private static void compareChains(FunnelModes modes, int streams)
    {
        for (long seed = 0; seed < streams; seed++) {
            Random random = new Random(seed);
            List<Event> rows = rows(random, 1 + random.nextInt(5), 8);
            long window = 1L + random.nextInt(9);
            List<Long> expected = new SlowFunnel(rows, window, modes).best();
            FunnelEvents events = events(rows, window, modes, FunnelSettings.UNKNOWN_STEP_COUNT);
            assertThat(times(events.best(0))).as("seed %s: %s within %s", seed, rows, window).isEqualTo(expected);
            assertThat(events.level(0)).as("seed %s: %s within %s", seed, rows, window).isEqualTo(expected == null ? FunnelSearch.EXCLUDED : expected.size());
        }
    }

    private static void compareAttempts(FunnelModes modes, int streams)
    {
        if (modes.has(FunnelMode.EXCLUDE_USER)) {
            FunnelEvents events = events(List.of(new Event(1, 1, false)), 1, modes, 1);
            assertThatThrownBy(() -> events.attempts(0, _ -> {})).hasMessage("funnel_attempts does not take mode exclude_user: each attempt ends at its exclusion");
            return;
        }
        for (long seed = 0; seed < streams; seed++) {
            Random random = new Random(seed);
            int steps = 1 + random.nextInt(4);
            List<Event> rows = rows(random, steps, 14);
            long window = 1L + random.nextInt(9);
            FunnelEvents events = events(rows, window, modes, steps);
            List<List<Long>> attempts = new ArrayList<>();
            events.attempts(0, attempt -> attempts.add(times(attempt)));
            assertThat(attempts).as("seed %s: %s within %s", seed, rows, window).isEqualTo(new SlowFunnel(rows, window, modes).attempts(steps));
        }
    }

    @Test
    void unorderedWindowsMayHoldManyEvents()
    {
        for (String mode : List.of("unordered", "unordered,overlap", "unordered,exclude_user")) {
            FunnelModes modes = FunnelModes.parse(mode);
            for (long seed = 0; seed < 100; seed++) {
                Random random = new Random(seed);
                List<Event> rows = new ArrayList<>();
                for (int i = 0; i < 400; i++) {
                    int mask = random.nextInt(40) == 0 ? random.nextInt(256) : 1 << random.nextInt(2);
                    rows.add(new Event(random.nextInt(600), mask, random.nextInt(60) == 0));
                }
                long window = 1L + random.nextInt(300);
                assertThat(times(events(rows, window, modes, 8).best(0))).as("seed %s of %s", seed, mode).isEqualTo(new SlowFunnel(rows, window, modes).best());
            }
        }
    }

    @Test
    void theOrderOfRowsDoesNotMatter()
    {
        for (FunnelModes modes : combinations()) {
            Random random = new Random(modes.bits());
            List<Event> rows = rows(random, 4, 300);
            List<Long> times = times(events(rows, 3, modes, 4).best(0));
            Collections.shuffle(rows, random);
            assertThat(times(events(rows, 3, modes, 4).best(0))).as("modes %s", modes).isEqualTo(times);
        }
    }

    /// One letter an event at times 1, 2, and so on; a step each from a on, x for none, ! for an exclusion.
    @ParameterizedTest
    @CsvSource({
        "default, abc, 3",
        "default, axbxc, 3",
        "default, acb, 2",
        "default, ab!c, 2",
        "default, ab!abc, 3",
        "overlap, (ab)c, 3",
        "overlap, (abc), 3",
        "default, (abc), 1",
        "default, a(ab)c, 3",
        "strict_deduplication, abcbd, 3",
        "strict_deduplication, aabcd, 4",
        "strict_deduplication, abxcd, 4",
        "strict_deduplication, abac, 2",
        "strict_deduplication, ab(bc)d, 4",
        "strict_order, abcd, 4",
        "strict_order, adbc, 1",
        "strict_order, aabbdcc, 2",
        "strict_order, abxc, 2",
        "strict_order_matched, abxc, 3",
        "strict_order_matched, abdc, 2",
        "unordered, cab, 3",
        "unordered, ccb, 2",
        "unordered, b!ac, 2",
        "'unordered,overlap', (ac)b, 3",
        "exclude_user, abc!, 3",
        "exclude_user, ab!c, -1",
        "exclude_user, !abc, 3",
        "exclude_user, a!x, 1"})
    void eachModeMeansWhatItSays(String mode, String letters, int level)
    {
        assertThat(events(spelled(letters), 100, FunnelModes.parse(mode), 4).level(0)).isEqualTo(level);
    }

    @Test
    void strictIncreaseTakesOneEventOfATime()
    {
        List<Event> rows = List.of(new Event(1, 1, false), new Event(1, 2, false), new Event(1, 1, false), new Event(2, 2, false));
        assertThat(events(rows, 10, FunnelModes.DEFAULT, 2).level(0)).isEqualTo(2);
        assertThat(times(events(rows, 10, FunnelModes.DEFAULT, 2).best(0))).containsExactly(1L, 1L);
        assertThat(times(events(rows, 10, FunnelModes.parse("strict_increase"), 2).best(0))).containsExactly(1L, 2L);
    }

    @Test
    @Timeout(value = 5, unit = MINUTES)
    void aHeavyUserTakesLittleMoreThanSorting()
    {
        for (String mode : List.of("default", "overlap", "strict_increase", "strict_deduplication", "strict_order", "unordered", "unordered,overlap")) {
            FunnelModes modes = FunnelModes.parse(mode);
            FunnelEvents events = new FunnelEvents();
            events.ensureCapacity(1);
            Random random = new Random(1);
            // No step 5, and mostly entries that also match other steps: chains are long and never complete.
            for (int i = 0; i < 500_000; i++) {
                events.add(0, i / 3, 400_000, 1 | random.nextInt(16), false, FunnelSettings.of(modes, 5), CALLER_UNIT);
            }
            assertThat(events.best(0).length()).isEqualTo(4);
            int[] attempts = {0};
            events.attempts(0, _ -> attempts[0]++);
            assertThat(attempts[0]).isPositive();
        }
    }

    @Test
    @Timeout(value = 5, unit = MINUTES)
    void unorderedWindowsThatDisappointAreLinearToo()
    {
        FunnelEvents events = new FunnelEvents();
        events.ensureCapacity(1);
        int settings = FunnelSettings.of(FunnelModes.parse("unordered"), FunnelSettings.UNKNOWN_STEP_COUNT);
        // Each window promises two steps, and an event that matches both takes the one that all others match.
        for (int i = 0; i < 500_000; i++) {
            events.add(0, i, Long.MAX_VALUE, i % 2 == 0 ? 0b11 : 0b01, false, settings, CALLER_UNIT);
        }
        for (int i = 0; i < 500_000; i++) {
            events.add(0, i, Long.MAX_VALUE, 0b1100_0000, false, settings, CALLER_UNIT);
        }
        assertThat(events.level(0)).isEqualTo(4);
    }

    @Test
    void memoryOfTheIndexIsCounted()
    {
        FunnelEvents events = new FunnelEvents();
        events.ensureCapacity(1);
        for (int i = 0; i < 100_000; i++) {
            events.add(0, i, 5, 3, false, FunnelSettings.of(FunnelModes.parse("unordered"), 2), CALLER_UNIT);
        }
        FunnelEvents plain = new FunnelEvents();
        plain.ensureCapacity(1);
        for (int i = 0; i < 100_000; i++) {
            plain.add(0, i, 5, 3, false, FunnelSettings.DEFAULT, CALLER_UNIT);
        }
        assertThat(events.retainedBytes() - plain.retainedBytes()).isBetween(100_000 / 16 * 8L, 100_000 / 14 * 8L);
    }

    @Test
    void aModeThatChangesWithinAGroupIsRefusedInAnyOrder()
    {
        int first = FunnelSettings.of(FunnelModes.parse("overlap"), 2);
        int second = FunnelSettings.of(FunnelModes.parse("strict_increase,strict_order"), 2);
        for (boolean reversed : new boolean[] {false, true}) {
            FunnelEvents events = new FunnelEvents();
            events.ensureCapacity(1);
            events.add(0, 1, 1, 1, false, reversed ? second : first, CALLER_UNIT);
            assertThatThrownBy(() -> events.add(0, 1, 1, 1, false, reversed ? first : second, CALLER_UNIT))
                    .hasMessage("funnel mode must not change within a group, found 'overlap' and 'strict_increase,strict_order'");
        }
    }

    @Test
    void stepsOfAnotherNumberAreRefused()
    {
        FunnelEvents events = new FunnelEvents();
        events.ensureCapacity(2);
        events.add(0, 1, 1, 1, false, FunnelSettings.of(FunnelModes.DEFAULT, 3), CALLER_UNIT);
        events.add(1, 1, 1, 1, false, FunnelSettings.of(FunnelModes.DEFAULT, 2), CALLER_UNIT);
        assertThatThrownBy(() -> events.add(0, 1, 1, 1, false, FunnelSettings.of(FunnelModes.DEFAULT, 2), CALLER_UNIT))
                .hasMessage("funnel steps must not change their number within a group, found 2 and 3");
    }

    @Test
    void theRangeOfTimesHasNoSeam()
    {
        List<Event> rows = List.of(new Event(Long.MIN_VALUE, 1, false), new Event(-1, 1, false), new Event(Long.MAX_VALUE, 2, false));
        assertThat(times(events(rows, Long.MAX_VALUE, FunnelModes.DEFAULT, 2).best(0))).containsExactly(Long.MIN_VALUE);
        for (String mode : List.of("overlap", "strict_increase", "strict_order", "unordered")) {
            assertThat(events(rows, Long.MAX_VALUE, FunnelModes.parse(mode), 2).level(0)).as(mode).isEqualTo(1);
        }
    }

    private static List<Event> spelled(String letters)
    {
        List<Event> rows = new ArrayList<>();
        long together = -1;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            long step = letter >= 'a' && letter <= 'd' ? 1L << (letter - 'a') : 0;
            switch (letter) {
                case '(' -> together = 0;
                case ')' -> {
                    rows.add(new Event(rows.size() + 1L, together, false));
                    together = -1;
                }
                default -> {
                    if (together < 0) {
                        rows.add(new Event(rows.size() + 1L, step, letter == '!'));
                    }
                    else {
                        together |= step;
                    }
                }
            }
        }
        return rows;
    }

    private static List<Event> rows(Random random, int steps, int most)
    {
        int size = random.nextInt(most + 1);
        int times = 1 + random.nextInt(most);
        int exclusions = random.nextInt(3);
        boolean single = random.nextBoolean();
        List<Event> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int mask = single ? (1 << random.nextInt(steps + 1)) & ((1 << steps) - 1) : random.nextInt(1 << steps);
            rows.add(new Event(random.nextInt(times), mask, random.nextInt(8) < exclusions));
        }
        return rows;
    }

    private static FunnelEvents events(List<Event> rows, long window, FunnelModes modes, int stepCount)
    {
        FunnelEvents events = new FunnelEvents();
        events.ensureCapacity(1);
        rows.forEach(row -> events.add(0, row.time(), window, row.steps(), row.excluded(), FunnelSettings.of(modes, stepCount), CALLER_UNIT));
        return events;
    }

    private static List<Long> times(Chain chain)
    {
        return chain.isExcluded() ? null : IntStream.range(0, chain.length()).mapToObj(chain::time).toList();
    }
}
