package dev.trinocrowd.sequence;

import dev.trinocrowd.sequence.RandomSequences.Event;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestSequenceEvents
{
    @Test
    void findsWhatTryingEveryWayFinds()
    {
        agreesWithTryingEveryWay(0, 20_000);
    }

    @Test
    @Tag("nightly")
    void findsWhatTryingEveryWayFindsAtLength()
    {
        agreesWithTryingEveryWay(1_000_000, 200_000);
    }

    private static void agreesWithTryingEveryWay(long firstSeed, int cases)
    {
        int matches = 0;
        for (long seed = firstSeed; seed < firstSeed + cases; seed++) {
            RandomSequences random = new RandomSequences(seed);
            List<String> pattern = random.pattern(6);
            List<Event> events = random.events(8, true);
            SequenceEvents sequence = sequence(String.join("", pattern), events);
            String description = "seed %s: %s in %s".formatted(seed, pattern, events);
            assertThat(sequence.matches(0)).as(description).isEqualTo(SlowSequences.matches(pattern, events));
            assertThat(sequence.count(0)).as(description).isEqualTo(SlowSequences.count(pattern, events));
            assertThat(times(sequence)).as(description).isEqualTo(SlowSequences.times(pattern, events));
            assertThat(sequence.matches(0)).as(description).isEqualTo(sequence.count(0) > 0);
            matches += sequence.matches(0) ? 1 : 0;
        }
        assertThat(matches).isBetween(cases / 4, 3 * cases / 4);
    }

    @Test
    void theOrderOfRowsDoesNotMatter()
    {
        for (long seed = 0; seed < 300; seed++) {
            RandomSequences random = new RandomSequences(seed);
            String pattern = String.join("", random.pattern(6));
            List<Event> events = random.events(100, true);
            SequenceEvents sequence = sequence(pattern, events);
            Collections.shuffle(events, new Random(seed));
            SequenceEvents shuffled = sequence(pattern, events);
            assertThat(shuffled.count(0)).isEqualTo(sequence.count(0));
            assertThat(times(shuffled)).isEqualTo(times(sequence));
        }
    }

    @Test
    void theRangeOfTimesHasNoSeam()
    {
        List<Event> ends = List.of(new Event(Long.MIN_VALUE, 1), new Event(Long.MAX_VALUE, 2));
        assertThat(sequence("(?1)(?t<=9223372036854775807)(?2)", ends).matches(0)).isFalse();
        assertThat(sequence("(?1)(?t>9223372036854775807)(?2)", ends).matches(0)).isTrue();
        assertThat(sequence("(?1)(?t==1)(?2)", List.of(new Event(-1, 1), new Event(0, 2))).matches(0)).isTrue();
    }

    @Test
    void secondsOfTimestampsAreMicroseconds()
    {
        SequenceEvents sequence = new SequenceEvents();
        sequence.ensureCapacity(1);
        int pattern = sequence.numberOf("(?1)(?t<=2)(?2)", MICROSECONDS);
        sequence.add(0, 0, 1, pattern);
        sequence.add(0, 2_000_000, 2, pattern);
        assertThat(sequence.matches(0)).isTrue();
        assertThat(sequence("(?1)(?t<=2)(?2)", List.of(new Event(0, 1), new Event(2_000_000, 2))).matches(0)).isFalse();
    }

    @Test
    void aDistanceTooLongForMicrosecondsIsUnbounded()
    {
        SequenceEvents sequence = new SequenceEvents();
        sequence.ensureCapacity(1);
        int pattern = sequence.numberOf("(?1)(?t<=9223372036854775807)(?2)", MICROSECONDS);
        sequence.add(0, Long.MIN_VALUE, 1, pattern);
        sequence.add(0, Long.MAX_VALUE, 2, pattern);
        assertThat(sequence.matches(0)).isTrue();
    }

    @Test
    void aPatternMayHaveSixtyThreeElements()
    {
        String pattern = "(?1)(?2).*".repeat(21).substring(0, 21 * 10 - 2) + ".";
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 42; i++) {
            events.add(new Event(i, 1 + i % 2));
        }
        assertThat(sequence(pattern, events).matches(0)).isFalse();
        events.add(new Event(99, 1));
        assertThat(sequence(pattern, events).count(0)).isEqualTo(1);
        assertThat(times(sequence(pattern, events))).hasSize(42);
        assertThatThrownBy(() -> sequence(pattern + "(?1)", events)).hasMessage("A sequence pattern must have at most 63 elements, found 64");
    }

    @Test
    void hardPatternsTakeLinearTime()
    {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 1_000_000; i++) {
            events.add(new Event(i / 3, 1));
        }
        events.add(new Event(500_000, 2));
        String hard = "(?1)(?t>=1)(?1).*(?1)(?t==7)(?1)(?t<=100000).(?t!=3)(?1).*(?t==5)(?1)(?t<9)(?2)(?t>=0)(?3)";
        SequenceEvents sequence = sequence(hard, events);
        assertThat(sequence.matches(0)).isFalse();
        assertThat(sequence.count(0)).isZero();
        assertThat(times(sequence)).hasSize(6);
        assertThat(sequence("(?1)(?t==200000).(?t==1)(?1)", events).count(0)).isEqualTo(1);
        assertThat(sequence("(?1)(?t==1)(?1)", events).count(0)).isGreaterThan(150_000);
    }

    @Test
    void memoryGrowsWithTheEventsAndCountsWhatMatchingTakes()
    {
        SequenceEvents sequence = new SequenceEvents();
        sequence.ensureCapacity(1);
        int pattern = sequence.numberOf("(?1)(?t==3)(?1)(?2)", CALLER_UNIT);
        for (int i = 0; i < 1_000_000; i++) {
            sequence.add(0, -i, 1, pattern);
        }
        long before = sequence.retainedBytes();
        assertThat(before).isBetween(40_000_000L, 42_000_000L);
        sequence.count(0);
        times(sequence);
        assertThat(sequence.retainedBytes()).isLessThanOrEqualTo(before);
    }

    @Test
    void eachGroupMayHaveItsPattern()
    {
        SequenceEvents sequence = new SequenceEvents();
        sequence.ensureCapacity(2);
        for (int group = 0; group < 2; group++) {
            int pattern = sequence.numberOf(group == 0 ? "(?1)(?2)" : "(?2)(?1)", CALLER_UNIT);
            sequence.add(group, 1, 1, pattern);
            sequence.add(group, 2, 2, pattern);
        }
        assertThat(sequence.matches(0)).isTrue();
        assertThat(sequence.matches(1)).isFalse();
    }

    @Test
    void aPatternThatChangesWithinAGroupIsRefusedInAnyOrder()
    {
        for (List<String> patterns : List.of(List.of("(?1)", "(?2)"), List.of("(?2)", "(?1)"))) {
            SequenceEvents sequence = new SequenceEvents();
            sequence.ensureCapacity(1);
            sequence.add(0, 1, 1, sequence.numberOf(patterns.getFirst(), CALLER_UNIT));
            assertThatThrownBy(() -> sequence.add(0, 1, 1, sequence.numberOf(patterns.getLast(), CALLER_UNIT)))
                    .hasMessage("sequence pattern must not change within a group, found '(?1)' and '(?2)'");
        }
    }

    @Test
    void aMaskMustNotBeNegative()
    {
        SequenceEvents sequence = new SequenceEvents();
        sequence.ensureCapacity(1);
        assertThatThrownBy(() -> sequence.add(0, 1, -1, sequence.numberOf("(?1)", CALLER_UNIT)))
                .hasMessage("sequence conditions must be a mask without the sign bit, found -1");
    }

    private static SequenceEvents sequence(String pattern, List<Event> rows)
    {
        SequenceEvents sequence = new SequenceEvents();
        sequence.ensureCapacity(1);
        int number = sequence.numberOf(pattern, CALLER_UNIT);
        rows.forEach(row -> sequence.add(0, row.time(), row.conditions(), number));
        return sequence;
    }

    private static List<Long> times(SequenceEvents sequence)
    {
        List<Long> times = new ArrayList<>();
        sequence.times(0, times::add);
        return times;
    }
}
