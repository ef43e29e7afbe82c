package dev.trinocrowd.funnel;

import dev.trinocrowd.funnel.SlowFunnel.Event;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.funnel.ValuedFunnelEvents.NO_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

final class TestValuedFunnelEvents
{
    private record ValuedEvent(Event event, int value)
    {}

    @Test
    void theLevelIsThatOfThePlainFunnelAndTheValueThatOfAnEntryAtItsTime()
    {
        List<FunnelModes> combinations = TestFunnelSearch.combinations();
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            FunnelModes modes = combinations.get(random.nextInt(combinations.size()));
            List<ValuedEvent> rows = rows(random);
            long window = 1L + random.nextInt(9);
            List<Long> chain = new SlowFunnel(rows.stream().map(ValuedEvent::event).toList(), window, modes).best();
            ValuedFunnelEvents events = events(rows, window, modes);
            events.find(0);
            String about = "seed %s, modes %s: %s within %s".formatted(seed, modes, rows, window);
            assertThat(events.level()).as(about).isEqualTo(chain == null ? FunnelSearch.EXCLUDED : chain.size());
            if (chain == null) {
                continue;
            }
            boolean unordered = modes.has(FunnelMode.UNORDERED);
            TreeSet<Integer> values = new TreeSet<>();
            for (ValuedEvent row : rows) {
                if (!chain.isEmpty() && row.event().time() == chain.getFirst() && (unordered ? row.event().steps() != 0 : row.event().has(1))) {
                    values.add(row.value());
                }
            }
            if (chain.isEmpty()) {
                assertThat(events.value()).as(about).isEqualTo(NO_VALUE);
            }
            else {
                assertThat(values).as(about).contains(events.value());
            }
            int value = events.value();
            Collections.shuffle(rows, random);
            ValuedFunnelEvents shuffled = events(rows, window, modes);
            shuffled.find(0);
            assertThat(shuffled.value()).as(about).isEqualTo(value);
        }
    }

    @Test
    void ofEqualEventsTheSmallerValueWinsAndNoValueComesLast()
    {
        List<ValuedEvent> rows = List.of(
                new ValuedEvent(new Event(1, 1, false), NO_VALUE),
                new ValuedEvent(new Event(1, 1, false), 7),
                new ValuedEvent(new Event(1, 1, false), 3),
                new ValuedEvent(new Event(2, 2, false), 1));
        for (String mode : List.of("default", "overlap", "strict_increase", "unordered")) {
            ValuedFunnelEvents events = events(rows, 9, FunnelModes.parse(mode));
            events.find(0);
            assertThat(events.value()).as(mode).isEqualTo(3);
        }
    }

    @Test
    void whereStrictOrderEndsTheEarlierEntryTheLaterOneCounts()
    {
        List<ValuedEvent> rows = List.of(new ValuedEvent(new Event(1, 1, false), 3), new ValuedEvent(new Event(1, 1, false), 7), new ValuedEvent(new Event(2, 2, false), 1));
        ValuedFunnelEvents events = events(rows, 9, FunnelModes.parse("strict_order"));
        events.find(0);
        assertThat(events.level()).isEqualTo(2);
        assertThat(events.value()).isEqualTo(7);
    }

    @Test
    void onlyEntriesNeedTheirValue()
    {
        int ordered = FunnelSettings.DEFAULT;
        int unordered = FunnelSettings.of(FunnelModes.parse("unordered"), 3);
        assertThat(ValuedFunnelEvents.canEnter(0b101, ordered)).isTrue();
        assertThat(ValuedFunnelEvents.canEnter(0b110, ordered)).isFalse();
        assertThat(ValuedFunnelEvents.canEnter(0b110, unordered)).isTrue();
        assertThat(ValuedFunnelEvents.canEnter(0, unordered)).isFalse();
    }

    @Test
    void memoryIsCountedBeforeItIsUsed()
    {
        ValuedFunnelEvents events = new ValuedFunnelEvents(Integer::compare);
        events.ensureCapacity(1);
        for (int i = 0; i < 200_000; i++) {
            events.add(0, -i, 10, 1, i % 5, false, FunnelSettings.DEFAULT, CALLER_UNIT);
        }
        long before = events.retainedBytes();
        events.find(0);
        assertThat(events.retainedBytes()).isLessThanOrEqualTo(before);
    }

    private static List<ValuedEvent> rows(Random random)
    {
        List<ValuedEvent> rows = new ArrayList<>();
        int times = 1 + random.nextInt(8);
        int size = random.nextInt(9);
        int exclusions = random.nextInt(3);
        for (int i = 0; i < size; i++) {
            rows.add(new ValuedEvent(new Event(random.nextInt(times), random.nextInt(8), random.nextInt(8) < exclusions), random.nextInt(4) - 1));
        }
        return rows;
    }

    private static ValuedFunnelEvents events(List<ValuedEvent> rows, long window, FunnelModes modes)
    {
        ValuedFunnelEvents events = new ValuedFunnelEvents(Integer::compare);
        events.ensureCapacity(1);
        for (ValuedEvent row : rows) {
            Event event = row.event();
            int settings = FunnelSettings.of(modes, 3);
            int value = ValuedFunnelEvents.canEnter(event.steps(), settings) ? row.value() : NO_VALUE;
            events.add(0, event.time(), window, event.steps(), value, event.excluded(), settings, CALLER_UNIT);
        }
        return events;
    }
}
