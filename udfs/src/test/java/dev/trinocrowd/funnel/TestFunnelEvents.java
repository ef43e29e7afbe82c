package dev.trinocrowd.funnel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestFunnelEvents
{
    private record Event(long time, long steps)
    {}

    @Test
    void findsTheDeepestOfAllChains()
    {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            int steps = 1 + random.nextInt(5);
            int size = random.nextInt(9);
            int times = 1 + random.nextInt(8);
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                events.add(new Event(random.nextInt(times), random.nextInt(1 << steps)));
            }
            long window = 1L + random.nextInt(times + 1);

            assertThat(level(events, window)).as("seed %s: %s within %s", seed, events, window).isEqualTo(deepestOfAllChains(events, window));
        }
    }

    @Test
    void theOrderOfRowsDoesNotMatter()
    {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                events.add(new Event(random.nextInt(50), random.nextInt(16)));
            }
            int level = level(events, 5);
            Collections.shuffle(events, random);
            assertThat(level(events, 5)).as("seed %s", seed).isEqualTo(level);
        }
    }

    @Test
    void theWindowIncludesItsEnd()
    {
        List<Event> events = List.of(new Event(10, 1), new Event(13, 2));
        assertThat(level(events, 3)).isEqualTo(2);
        assertThat(level(events, 2)).isEqualTo(1);
    }

    @Test
    void anEventCountsForOneStepOnly()
    {
        assertThat(level(List.of(new Event(1, 0b111)), 10)).isEqualTo(1);
        assertThat(level(List.of(new Event(1, 0b111), new Event(1, 0b111), new Event(1, 0b111)), 10)).isEqualTo(3);
    }

    @Test
    void eventsOfOneTimeStandInTheOrderOfTheirLowestSteps()
    {
        assertThat(level(List.of(new Event(1, 0b100), new Event(1, 0b010), new Event(1, 0b001)), 10)).isEqualTo(3);
        assertThat(level(List.of(new Event(1, 0b010), new Event(1, 0b101)), 10)).isEqualTo(2);
    }

    @Test
    void aLaterEntryIsNotLostToAnEarlierOne()
    {
        List<Event> events = List.of(new Event(0, 0b001), new Event(1, 0b010), new Event(5, 0b001), new Event(6, 0b010), new Event(8, 0b100));
        assertThat(level(events, 4)).isEqualTo(3);
    }

    @Test
    void aNewEntryDoesNotEndTheChainThatIsUnderWay()
    {
        List<Event> events = List.of(new Event(0, 0b001), new Event(1, 0b010), new Event(2, 0b001), new Event(3, 0b100));
        assertThat(level(events, 10)).isEqualTo(3);
    }

    @Test
    void sixtyThreeStepsCanBeReached()
    {
        List<Event> events = new ArrayList<>();
        for (int step = 0; step < 63; step++) {
            events.add(new Event(step, 1L << step));
        }
        assertThat(level(events, 62)).isEqualTo(63);
        assertThat(level(events, 61)).isEqualTo(62);
    }

    @Test
    void theRangeOfTimesHasNoSeam()
    {
        List<Event> ends = List.of(new Event(Long.MIN_VALUE, 1), new Event(Long.MAX_VALUE, 2));
        assertThat(level(ends, Long.MAX_VALUE)).isEqualTo(1);
        assertThat(level(List.of(new Event(Long.MAX_VALUE - 1, 1), new Event(Long.MAX_VALUE, 2)), Long.MAX_VALUE)).isEqualTo(2);
        assertThat(level(List.of(new Event(Long.MIN_VALUE, 1), new Event(-1, 2)), Long.MAX_VALUE)).isEqualTo(2);
        assertThat(level(List.of(new Event(Long.MIN_VALUE, 1), new Event(0, 2)), Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void nobodyEntersWithoutTheFirstStep()
    {
        assertThat(level(List.of(new Event(1, 2), new Event(2, 4)), 10)).isZero();
        assertThat(level(List.of(), 10)).isZero();
    }

    @Test
    void eachGroupMayHaveItsWindow()
    {
        FunnelEvents events = new FunnelEvents();
        events.ensureCapacity(3);
        for (int group = 0; group < 3; group++) {
            events.add(group, 0, group + 1, 1, CALLER_UNIT);
        }
        for (int group = 2; group >= 0; group--) {
            events.add(group, 2, group + 1, 2, CALLER_UNIT);
        }
        assertThat(events.level(0)).isEqualTo(1);
        assertThat(events.level(1)).isEqualTo(2);
        assertThat(events.level(2)).isEqualTo(2);
    }

    @Test
    void aWindowThatChangesWithinAGroupIsRefusedInAnyOrder()
    {
        assertChangingWindowIsRefused(5, 7);
        assertChangingWindowIsRefused(7, 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1_000_000, Long.MIN_VALUE})
    void aWindowMustBePositive(long window)
    {
        FunnelEvents events = new FunnelEvents();
        events.ensureCapacity(1);
        assertThatThrownBy(() -> events.add(0, 1, window, 0, CALLER_UNIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("funnel window must be positive, found %s", window);
    }

    @Test
    void aWindowOfTimestampsIsShownAsAnInterval()
    {
        FunnelEvents events = new FunnelEvents();
        events.ensureCapacity(1);
        assertThatThrownBy(() -> events.add(0, 1, -1_500_000, 1, MICROSECONDS)).hasMessage("funnel window must be positive, found INTERVAL '-1.5' SECOND");
        assertThatThrownBy(() -> events.add(0, 1, 0, 1, MICROSECONDS)).hasMessage("funnel window must be positive, found INTERVAL '0' SECOND");
    }

    @Test
    void aMaskMustNotBeNegative()
    {
        FunnelEvents events = new FunnelEvents();
        events.ensureCapacity(1);
        assertThatThrownBy(() -> events.add(0, 1, 1, -3, CALLER_UNIT)).hasMessage("funnel steps must be a mask without the sign bit, found -3");
    }

    @Test
    void memoryGrowsWithTheEventsAndCountsWhatReadingTakes()
    {
        FunnelEvents events = new FunnelEvents();
        events.ensureCapacity(1);
        for (int i = 0; i < 1_000_000; i++) {
            events.add(0, -i, 10, 1, CALLER_UNIT);
        }
        long before = events.retainedBytes();
        assertThat(before).isBetween(32_000_000L, 33_000_000L);
        events.level(0);
        assertThat(events.retainedBytes()).isLessThanOrEqualTo(before);
    }

    private static void assertChangingWindowIsRefused(long first, long second)
    {
        FunnelEvents events = new FunnelEvents();
        events.ensureCapacity(2);
        events.add(0, 1, first, 1, CALLER_UNIT);
        events.add(1, 1, second, 1, CALLER_UNIT);
        assertThatThrownBy(() -> events.add(0, 2, second, 1, CALLER_UNIT)).hasMessage("funnel window must not change within a group, found 5 and 7");
    }

    private static int level(List<Event> rows, long window)
    {
        FunnelEvents events = new FunnelEvents();
        events.ensureCapacity(1);
        rows.forEach(row -> events.add(0, row.time(), window, row.steps(), CALLER_UNIT));
        return events.level(0);
    }

    /// Every entry and every choice of later events, written down without any thought of speed.
    private static int deepestOfAllChains(List<Event> rows, long window)
    {
        List<Event> sorted = rows.stream()
                .filter(row -> row.steps() != 0)
                .sorted(Comparator.comparingLong(Event::time)
                        .thenComparingInt(row -> Long.numberOfTrailingZeros(row.steps()))
                        .thenComparingLong(Event::steps))
                .toList();
        int deepest = 0;
        for (int entry = 0; entry < sorted.size(); entry++) {
            if ((sorted.get(entry).steps() & 1) == 1) {
                BigInteger end = BigInteger.valueOf(sorted.get(entry).time()).add(BigInteger.valueOf(window));
                deepest = Math.max(deepest, 1 + deepestAfter(sorted, entry, 1, end));
            }
        }
        return deepest;
    }

    private static int deepestAfter(List<Event> sorted, int last, int step, BigInteger end)
    {
        int deepest = 0;
        for (int next = last + 1; next < sorted.size(); next++) {
            boolean inWindow = BigInteger.valueOf(sorted.get(next).time()).compareTo(end) <= 0;
            if (inWindow && (sorted.get(next).steps() >>> step & 1) == 1) {
                deepest = Math.max(deepest, 1 + deepestAfter(sorted, next, step + 1, end));
            }
        }
        return deepest;
    }
}
