package dev.trinocrowd.funnel;

import dev.trinocrowd.funnel.SlowFunnel.Event;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.funnel.KeyedFunnelEvents.NO_KEY;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestKeyedFunnelEvents
{
    private record KeyedEvent(Event event, int key)
    {}

    @Test
    void isTheDeepestOfTheFunnelsOfEachKey()
    {
        compare(20_000);
    }

    @Tag("nightly")
    @Test
    void isTheDeepestOfTheFunnelsOfEachKeyInManyStreams()
    {
        compare(1_000_000);
    }

    private static void compare(int streams)
    {
        List<FunnelModes> combinations = TestFunnelSearch.combinations();
        for (long seed = 0; seed < streams; seed++) {
            Random random = new Random(seed);
            FunnelModes modes = combinations.get(random.nextInt(combinations.size()));
            List<KeyedEvent> rows = rows(random);
            long window = 1L + random.nextInt(9);
            Integer expected = slowLevel(rows, window, modes);
            assertThat(events(rows, window, modes).level(0)).as("seed %s, modes %s: %s within %s", seed, modes, rows, window)
                    .isEqualTo(expected == null ? FunnelSearch.EXCLUDED : expected);
            Collections.shuffle(rows, random);
            assertThat(events(rows, window, modes).level(0)).as("seed %s, shuffled", seed).isEqualTo(expected == null ? FunnelSearch.EXCLUDED : expected);
        }
    }

    /// The events of each key together with the exclusions without a key, as a funnel of its own.
    private static Integer slowLevel(List<KeyedEvent> rows, long window, FunnelModes modes)
    {
        boolean excludeUser = modes.has(FunnelMode.EXCLUDE_USER);
        FunnelModes ending = FunnelModes.parse(modes.toString().replace("exclude_user", "default").replace(",default", ""));
        List<Long> best = List.of();
        boolean excluded = false;
        for (int key = 0; key < 4; key++) {
            int current = key;
            List<Event> events = rows.stream()
                    .filter(row -> row.key() == current || (row.key() == NO_KEY && row.event().excluded()))
                    .map(row -> row.key() == NO_KEY ? new Event(row.event().time(), 0, true) : row.event())
                    .toList();
            List<Event> chosenFrom = excludeUser ? withoutForeignRows(rows, key) : events;
            List<Long> times = new SlowFunnel(chosenFrom, window, ending).best();
            boolean isExcluded = excludeUser
                    && !times.isEmpty()
                    && events.stream().anyMatch(event -> event.excluded() && event.time() > times.getFirst() && event.time() <= times.getLast());
            if (times.size() > best.size() || (times.size() == best.size() && isSmaller(times, best))) {
                best = times;
                excluded = isExcluded;
            }
            else if (times.equals(best)) {
                excluded |= isExcluded;
            }
        }
        return excluded ? null : best.size();
    }

    private static List<Event> withoutForeignRows(List<KeyedEvent> rows, int key)
    {
        // Sorted as they are with their exclusions, but not ended by them: that is left to the caller.
        List<Event> own = new ArrayList<>();
        for (KeyedEvent row : rows) {
            if (row.key() == key) {
                own.add(new Event(row.event().time(), row.event().steps(), false));
            }
        }
        return own;
    }

    private static boolean isSmaller(List<Long> times, List<Long> best)
    {
        for (int i = 0; i < times.size(); i++) {
            if (!times.get(i).equals(best.get(i))) {
                return times.get(i) < best.get(i);
            }
        }
        return false;
    }

    private static List<KeyedEvent> rows(Random random)
    {
        List<KeyedEvent> rows = new ArrayList<>();
        int times = 1 + random.nextInt(16);
        int size = random.nextInt(20);
        int exclusions = random.nextInt(3);
        for (int i = 0; i < size; i++) {
            // Events that are both a step and an exclusion are tried elsewhere, with their order.
            boolean excluded = random.nextInt(8) < exclusions;
            rows.add(new KeyedEvent(new Event(random.nextInt(times), excluded ? 0 : random.nextInt(8), excluded), random.nextInt(5) - 1));
        }
        return rows;
    }

    @Test
    @Timeout(value = 5, unit = MINUTES)
    void aHeavyUserMayHaveManyKeysAndExclusions()
    {
        KeyedFunnelEvents events = new KeyedFunnelEvents();
        events.ensureCapacity(1);
        int settings = FunnelSettings.DEFAULT;
        for (int i = 0; i < 300_000; i++) {
            events.add(0, i, i, 1_000_000, 1, false, settings, CALLER_UNIT);
            events.add(0, i, i + 600_000, 1_000_000, 2, false, settings, CALLER_UNIT);
            events.add(0, NO_KEY, i, 1_000_000, 0, true, settings, CALLER_UNIT);
        }
        assertThat(events.level(0)).isEqualTo(2);
        events.add(0, NO_KEY, 500_000, 1_000_000, 0, true, settings, CALLER_UNIT);
        assertThat(events.level(0)).isEqualTo(1);
    }

    @Test
    void manyEventsOfAKeyTakeEightBytesEach()
    {
        KeyedFunnelEvents events = new KeyedFunnelEvents();
        events.ensureCapacity(1);
        for (int i = 0; i < 1_000_000; i++) {
            events.add(0, i % 10, i, 10, 1, false, FunnelSettings.DEFAULT, CALLER_UNIT);
        }
        long before = events.retainedBytes();
        assertThat(before).isBetween(8_000_000L, 12_500_000L);
        events.level(0);
        assertThat(events.retainedBytes()).isLessThanOrEqualTo(before);
    }

    @Test
    void aUserWithoutEventsIsAtLevelZero()
    {
        KeyedFunnelEvents events = new KeyedFunnelEvents();
        assertThat(events.level(5)).isZero();
        events.ensureCapacity(3);
        events.add(1, NO_KEY, 1, 1, 1, false, FunnelSettings.DEFAULT, CALLER_UNIT);
        assertThat(events.level(1)).isZero();
    }

    @Test
    void aCopyLivesItsOwnLife()
    {
        KeyedFunnelEvents events = new KeyedFunnelEvents();
        events.ensureCapacity(1);
        events.add(0, 1, 1, 10, 1, false, FunnelSettings.DEFAULT, CALLER_UNIT);
        KeyedFunnelEvents copy = events.copy();
        copy.add(0, 1, 2, 10, 2, false, FunnelSettings.DEFAULT, CALLER_UNIT);
        events.add(0, 2, 2, 10, 2, false, FunnelSettings.DEFAULT, CALLER_UNIT);
        assertThat(events.level(0)).isEqualTo(1);
        assertThat(copy.level(0)).isEqualTo(2);
    }

    @Test
    void keysOfOneUserShareWindowAndSettings()
    {
        assertThatThrownBy(() -> withOneEvent().add(0, 2, 1, 11, 1, false, FunnelSettings.DEFAULT, CALLER_UNIT))
                .hasMessage("funnel window must not change within a group, found 10 and 11");
        assertThatThrownBy(() -> withOneEvent().add(0, NO_KEY, 1, 10, 0, true, FunnelSettings.of(FunnelModes.parse("overlap"), 0), CALLER_UNIT))
                .hasMessage("funnel mode must not change within a group, found 'default' and 'overlap'");
    }

    private static KeyedFunnelEvents withOneEvent()
    {
        KeyedFunnelEvents events = new KeyedFunnelEvents();
        events.ensureCapacity(1);
        events.add(0, 1, 1, 10, 1, false, FunnelSettings.DEFAULT, CALLER_UNIT);
        return events;
    }

    private static KeyedFunnelEvents events(List<KeyedEvent> rows, long window, FunnelModes modes)
    {
        KeyedFunnelEvents events = new KeyedFunnelEvents();
        events.ensureCapacity(1);
        for (KeyedEvent row : rows) {
            Event event = row.event();
            events.add(0, row.key(), event.time(), window, event.steps(), event.excluded(), FunnelSettings.of(modes, 3), CALLER_UNIT);
        }
        return events;
    }
}
