package dev.trinocrowd.session;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestSessionEvents
{
    @Test
    void agreesWithTheDefinition()
    {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            List<Long> times = new ArrayList<>();
            for (int i = random.nextInt(15); i > 0; i--) {
                times.add((long) random.nextInt(40) - 20);
            }
            long gap = 1L + random.nextInt(6);
            List<List<Long>> expected = new ArrayList<>();
            for (long time : times.stream().sorted().toList()) {
                if (expected.isEmpty() || time - expected.getLast().get(1) > gap) {
                    expected.add(List.of(time, time, 1L));
                }
                else {
                    List<Long> session = expected.removeLast();
                    expected.add(List.of(session.get(0), time, session.get(2) + 1));
                }
            }
            assertThat(sessions(gap, times)).as("seed %s: %s with gap %s", seed, times, gap).isEqualTo(expected);
        }
    }

    @Test
    void aPauseOfExactlyTheGapEndsNothing()
    {
        assertThat(sessions(5, List.of(0L, 5L, 11L))).containsExactly(List.of(0L, 5L, 2L), List.of(11L, 11L, 1L));
    }

    @Test
    void aPauseMayBeLongerThanAnyGap()
    {
        assertThat(sessions(Long.MAX_VALUE, List.of(Long.MAX_VALUE, Long.MIN_VALUE)))
                .containsExactly(List.of(Long.MIN_VALUE, Long.MIN_VALUE, 1L), List.of(Long.MAX_VALUE, Long.MAX_VALUE, 1L));
    }

    @Test
    void theGapIsOneWithinAGroupAndPositive()
    {
        SessionEvents events = new SessionEvents();
        events.ensureCapacity(2);
        events.add(0, 1, 5, CALLER_UNIT);
        events.add(1, 1, 6, CALLER_UNIT);
        assertThatThrownBy(() -> events.add(0, 1, 6, CALLER_UNIT)).hasMessage("sessions gap must not change within a group, found 5 and 6");
        assertThatThrownBy(() -> events.add(0, 1, -1_500_000, MICROSECONDS)).hasMessage("sessions gap must be positive, found INTERVAL '-1.5' SECOND");
    }

    @Test
    void memoryGrowsWithTheEventsAndNotWithReadingThem()
    {
        SessionEvents events = new SessionEvents();
        events.ensureCapacity(1);
        for (int i = 0; i < 1_000_000; i++) {
            events.add(0, -i, 1, CALLER_UNIT);
        }
        long before = events.retainedBytes();
        assertThat(before).isBetween(32_000_000L, 33_000_000L);
        List<Long> counts = new ArrayList<>();
        events.sessions(0, (_, _, count) -> counts.add(count));
        assertThat(counts).containsExactly(1_000_000L);
        assertThat(events.retainedBytes()).isLessThanOrEqualTo(before);
    }

    private static List<List<Long>> sessions(long gap, List<Long> times)
    {
        SessionEvents events = new SessionEvents();
        events.ensureCapacity(1);
        times.forEach(time -> events.add(0, time, gap, CALLER_UNIT));
        List<List<Long>> sessions = new ArrayList<>();
        events.sessions(0, (startedAt, endedAt, count) -> sessions.add(List.of(startedAt, endedAt, count)));
        return sessions;
    }
}
