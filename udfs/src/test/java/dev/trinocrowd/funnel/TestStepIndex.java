package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.EventStore;
import org.junit.jupiter.api.Test;

import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

final class TestStepIndex
{
    @Test
    void findsWhatALookAtEachEventFinds()
    {
        StepIndex index = new StepIndex();
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(seed % 10 == 0 ? 10_000 : 600);
            int rarity = 1 + random.nextInt(600);
            EventStore store = new EventStore();
            store.ensureCapacity(1);
            for (int i = 0; i < size; i++) {
                long steps = random.nextInt(rarity) == 0 ? 1L << random.nextInt(63) : 1;
                store.append(0, i, random.nextInt(9) == 0 ? StepMasks.exclusion(steps) : steps);
            }
            EventBuffer events = new EventBuffer();
            store.read(0, events);
            index.build(events);
            for (int i = 0; i < 200; i++) {
                int from = random.nextInt(size);
                int end = from + random.nextInt(size - from + 1);
                long steps = random.nextBoolean() ? 1L << random.nextInt(63) : random.nextLong() & Long.MAX_VALUE & ~1;
                int expected = from;
                while (expected < end && (StepMasks.steps(events.payload(expected)) & steps) == 0) {
                    expected++;
                }
                assertThat(index.next(events, from, end, steps)).as("seed %s: %s to %s of %s, steps %s", seed, from, end, size, steps).isEqualTo(expected);
            }
        }
    }
}
