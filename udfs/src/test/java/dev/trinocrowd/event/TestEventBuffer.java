package dev.trinocrowd.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestEventBuffer
{
    private record Event(long time, long payload)
    {}

    @Test
    void forgetsTheEventsThatAreCutOff()
    {
        EventBuffer buffer = new EventBuffer();
        fill(buffer, List.of(new Event(1, 10), new Event(2, 20), new Event(3, 30)));
        buffer.truncate(2);
        assertThat(contents(buffer)).containsExactly(new Event(1, 10), new Event(2, 20));
        assertThatThrownBy(() -> buffer.truncate(3)).hasMessage("size must be 0 to 2, found 3");
        assertThatThrownBy(() -> buffer.truncate(-1)).hasMessage("size must be 0 to 2, found -1");
    }

    @Test
    void sortsByTimeThenByTheGivenOrder()
    {
        EventBuffer buffer = new EventBuffer();
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int size = random.nextInt(random.nextBoolean() ? 40 : 3000);
            int times = 1 + random.nextInt(100);
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                events.add(new Event(random.nextInt(times) - times / 2, random.nextInt(4)));
            }
            fill(buffer, events);

            buffer.sort(Comparator.<Long>reverseOrder()::compare);

            events.sort(Comparator.comparingLong(Event::time).thenComparing(Comparator.comparingLong(Event::payload).reversed()));
            assertThat(contents(buffer)).as("seed %s", seed).isEqualTo(events);
        }
    }

    @Test
    void sortsTheEndsOfTheRange()
    {
        EventBuffer buffer = new EventBuffer();
        fill(buffer, List.of(new Event(Long.MAX_VALUE, 1), new Event(0, 1), new Event(Long.MIN_VALUE, 1)));

        buffer.sort(Long::compare);

        assertThat(contents(buffer)).extracting(Event::time).containsExactly(Long.MIN_VALUE, 0L, Long.MAX_VALUE);
    }

    @Test
    @Timeout(30)
    void hostileOrdersDoNotGoQuadratic()
    {
        int size = 2_000_000;
        checkSorted(size, i -> size - i);
        checkSorted(size, i -> i % 2 == 0 ? i : size - i);
        checkSorted(size, i -> 7);
        checkSorted(size, i -> i < size / 2 ? i : size - i);
        checkSorted(size, i -> i == size - 1 ? -1 : i);
    }

    @Test
    void takesNoMoreMemoryThanAnnounced()
    {
        for (int size : new int[] {1, 2, 33, 1001, 100_000}) {
            EventStore store = new EventStore();
            store.ensureCapacity(1);
            for (int i = 0; i < size; i++) {
                store.append(0, -i, i);
            }
            EventBuffer buffer = new EventBuffer();
            store.read(0, buffer);
            buffer.sort(Long::compare);
            assertThat(buffer.retainedBytes()).as("%s events", size).isLessThanOrEqualTo(EventBuffer.bytesFor(size));
        }
    }

    private static void checkSorted(int size, IntToLongFunction time)
    {
        EventBuffer buffer = new EventBuffer();
        buffer.reset(size, size);
        for (int i = 0; i < size; i++) {
            buffer.set(i, time.applyAsLong(i), size - i);
        }
        buffer.sort(Long::compare);
        for (int i = 1; i < size; i++) {
            boolean ordered = buffer.time(i - 1) < buffer.time(i) || (buffer.time(i - 1) == buffer.time(i) && buffer.payload(i - 1) <= buffer.payload(i));
            if (!ordered) {
                throw new AssertionError("position " + i);
            }
        }
    }

    private static void fill(EventBuffer buffer, List<Event> events)
    {
        buffer.reset(events.size(), events.size());
        for (int i = 0; i < events.size(); i++) {
            buffer.set(i, events.get(i).time(), events.get(i).payload());
        }
    }

    private static List<Event> contents(EventBuffer buffer)
    {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < buffer.size(); i++) {
            events.add(new Event(buffer.time(i), buffer.payload(i)));
        }
        return events;
    }
}
