package dev.trinocrowd.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

final class TestEventStore
{
    private record Event(long time, long payload)
    {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 11, 12, 26, 57, 120, 247, 248, 502, 503, 10_000})
    void givesBackWhatWasAppendedInItsOrder(int count)
    {
        EventStore store = new EventStore();
        store.ensureCapacity(1);
        for (int i = 0; i < count; i++) {
            store.append(0, i, -i);
        }

        assertThat(store.count(0)).isEqualTo(count);
        List<Event> events = read(store, 0);
        assertThat(events).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(events.get(i)).isEqualTo(new Event(i, -i));
        }
    }

    @Test
    void keepsGroupsApartHoweverTheirEventsInterleave()
    {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int groups = 1 + random.nextInt(200);
            List<List<Event>> expected = new ArrayList<>();
            EventStore store = new EventStore();
            for (int i = 0; i < groups; i++) {
                expected.add(new ArrayList<>());
            }
            int events = random.nextInt(100_000);
            for (int i = 0; i < events; i++) {
                // Cubed, so that some groups are far larger than others.
                int group = (int) (Math.pow(random.nextDouble(), 3) * groups);
                Event event = seed % 2 == 0
                        ? new Event(random.nextLong(), random.nextLong())
                        : new Event(random.nextInt(), random.nextInt(1 << 15));
                store.ensureCapacity(group + 1);
                store.append(group, event.time(), event.payload());
                expected.get(group).add(event);
            }

            store.ensureCapacity(groups);
            for (int group = 0; group < groups; group++) {
                assertThat(read(store, group)).as("group %s of seed %s", group, seed).isEqualTo(expected.get(group));
            }
        }
    }

    @Test
    void eventsOfAnyTimeAndPayloadMayFollowNarrowOnes()
    {
        List<Event> odd = List.of(
                new Event(Long.MIN_VALUE, 0), new Event(Long.MAX_VALUE, 1), new Event((1L << 47) - 1, 2), new Event(1L << 47, 3), new Event(-1L << 47, 4),
                new Event((-1L << 47) - 1, 5),
                new Event(6, (1 << 15) - 1), new Event(7, 1 << 15), new Event(8, Long.MIN_VALUE), new Event(9, Long.MIN_VALUE | 0x7FFF), new Event(10, Long.MIN_VALUE | 0x8000),
                new Event(11, -1), new Event(12, Long.MAX_VALUE));
        for (Event event : odd) {
            for (int before : new int[] {0, 1, 100, 100_000}) {
                EventStore store = new EventStore();
                store.ensureCapacity(2);
                List<Event> expected = new ArrayList<>();
                for (int i = 0; i < before; i++) {
                    store.append(0, i, i & 0xFF);
                    expected.add(new Event(i, i & 0xFF));
                }
                for (int i = 0; i < 10; i++) {
                    store.append(1, i, i);
                }
                store.append(0, event.time(), event.payload());
                store.append(0, 1, 1);
                expected.add(event);
                expected.add(new Event(1, 1));
                assertThat(read(store, 0)).as("%s after %s", event, before).isEqualTo(expected);
                assertThat(read(store, 1)).hasSize(10).last().isEqualTo(new Event(9, 9));
            }
        }
    }

    @Test
    void timesMayLieAtBothEndsOfTheRange()
    {
        EventStore store = new EventStore();
        store.ensureCapacity(1);
        List<Event> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Event event = new Event(i % 2 == 0 ? Long.MAX_VALUE - i : Long.MIN_VALUE + i, i);
            store.append(0, event.time(), event.payload());
            expected.add(event);
        }
        assertThat(read(store, 0)).isEqualTo(expected);
    }

    @Test
    void aCopyLivesItsOwnLife()
    {
        EventStore store = new EventStore();
        store.ensureCapacity(2);
        store.append(0, 1, 1);
        EventStore copy = store.copy();
        store.append(0, 2, 2);
        copy.append(0, 3, 3);
        copy.append(1, 4, 4);

        assertThat(read(store, 0)).containsExactly(new Event(1, 1), new Event(2, 2));
        assertThat(read(store, 1)).isEmpty();
        assertThat(read(copy, 0)).containsExactly(new Event(1, 1), new Event(3, 3));
        assertThat(read(copy, 1)).containsExactly(new Event(4, 4));
    }

    @Test
    void anEmptyStoreIsNearlyFree()
    {
        assertThat(new EventStore().retainedBytes()).isLessThan(200);
    }

    @Test
    void aHeavyGroupTakesEightBytesAnEvent()
    {
        EventStore store = new EventStore();
        store.ensureCapacity(1);
        for (int i = 0; i < 1_000_000; i++) {
            store.append(0, i, i & 0x7FFF);
        }
        assertThat(store.retainedBytes()).isBetween(8_000_000L, 8_300_000L);
    }

    @Test
    void aHeavyGroupOfWidePayloadsTakesSixteenBytesAnEvent()
    {
        EventStore store = new EventStore();
        store.ensureCapacity(1);
        for (int i = 0; i < 1_000_000; i++) {
            store.append(0, i, i);
        }
        assertThat(store.retainedBytes()).isBetween(16_000_000L, 16_600_000L);
    }

    @Test
    void manySmallGroupsTakeLittleMoreThanTheirEvents()
    {
        EventStore store = new EventStore();
        store.ensureCapacity(100_000);
        for (int event = 0; event < 20; event++) {
            for (int group = 0; group < 100_000; group++) {
                store.append(group, event, event);
            }
        }
        // 28 units of chunks for 20 events, and a long a group.
        assertThat(store.retainedBytes() / 100_000).isBetween(28 * 8 + 8L, 28 * 8 + 20L);
    }

    private static List<Event> read(EventStore store, int group)
    {
        EventBuffer buffer = new EventBuffer();
        store.read(group, buffer);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < buffer.size(); i++) {
            events.add(new Event(buffer.time(i), buffer.payload(i)));
        }
        return events;
    }
}
