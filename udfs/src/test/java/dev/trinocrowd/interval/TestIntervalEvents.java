package dev.trinocrowd.interval;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestIntervalEvents
{
    private record Event(long time, boolean isFrom, boolean isTo)
    {}

    /// One signal: to before from at one time.
    private record Signal(long time, boolean isFrom)
    {}

    @Test
    void agreesWithTheDefinition()
    {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            List<Event> events = new ArrayList<>();
            for (int i = random.nextInt(14); i > 0; i--) {
                events.add(new Event(random.nextInt(12), random.nextBoolean(), random.nextBoolean()));
            }
            List<Signal> signals = new ArrayList<>();
            for (Event event : events) {
                if (event.isFrom()) {
                    signals.add(new Signal(event.time(), true));
                }
                if (event.isTo()) {
                    signals.add(new Signal(event.time(), false));
                }
            }
            signals.sort(Comparator.comparingLong(Signal::time).thenComparing(Signal::isFrom));
            List<Long> expected = new ArrayList<>();
            Signal start = null;
            for (Signal signal : signals) {
                if (signal.isFrom()) {
                    start = start == null ? signal : start;
                }
                else if (start != null) {
                    expected.add(signal.time() - start.time());
                    start = null;
                }
            }
            assertThat(intervals(events)).as("seed %s: %s", seed, events).isEqualTo(expected);
        }
    }

    /// `f` starts, `t` stops, `b` does both, `.` does neither; a position is a time.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "f.t     | 2",
        "fft     | 2",
        "ftt     | 1",
        "tf.t.   | 2",
        "ft.f..t | 1 3",
        "b.b...b | 2 4",
        "fbt     | 1 1",
        "f       | ''",
        "t       | ''"})
    void runsLikeAStopwatch(String events, String intervals)
    {
        List<Event> list = new ArrayList<>();
        for (int i = 0; i < events.length(); i++) {
            char kind = events.charAt(i);
            list.add(new Event(i, kind == 'f' || kind == 'b', kind == 't' || kind == 'b'));
        }
        assertThat(String.join(" ", intervals(list).stream().map(String::valueOf).toList())).isEqualTo(intervals);
    }

    @Test
    void atOneTimeToComesBeforeFrom()
    {
        assertThat(intervals(List.of(new Event(3, true, false), new Event(3, false, true), new Event(5, false, true)))).containsExactly(2L);
    }

    @Test
    void anEventThatIsThereTwiceCountsOnce()
    {
        assertThat(intervals(List.of(new Event(3, true, true), new Event(3, true, true), new Event(5, true, true)))).containsExactly(2L);
    }

    @Test
    void refusesAnIntervalLongerThanANumber()
    {
        assertThatThrownBy(() -> intervals(List.of(new Event(Long.MIN_VALUE, true, false), new Event(1, false, true))))
                .hasMessage("An interval of event_intervals must fit 64 bits, found one from -9223372036854775808 to 1");
    }

    private static List<Long> intervals(List<Event> rows)
    {
        IntervalEvents events = new IntervalEvents();
        events.ensureCapacity(1);
        rows.forEach(row -> events.add(0, row.time(), row.isFrom(), row.isTo()));
        List<Long> intervals = new ArrayList<>();
        events.intervals(0, intervals::add);
        return intervals;
    }
}
