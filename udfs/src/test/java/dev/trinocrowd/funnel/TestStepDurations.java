package dev.trinocrowd.funnel;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

final class TestStepDurations
{
    @Test
    void quantilesAreThoseOfTheSortedDurations()
    {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<List<Long>> users = users(random);
            StepDurations durations = durations(users);
            for (int step = 2; step <= 4; step++) {
                int current = step;
                List<Long> sorted = users.stream().filter(times -> times.size() >= current).map(times -> times.get(current - 1) - times.get(current - 2)).sorted().toList();
                if (sorted.isEmpty()) {
                    assertThat(durations.quantile(step, 1, 2)).isEmpty();
                    continue;
                }
                assertThat(durations.quantile(step, 1, 2)).hasValue(type7(sorted, 0.5));
                assertThat(durations.quantile(step, 9, 10).orElseThrow()).isCloseTo(type7(sorted, 0.9), within(1e-9));
            }
            assertThat(durations.quantile(1, 1, 2)).isEmpty();
        }
    }

    @Test
    void partsInAnyOrderMakeTheSameBytes()
    {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<List<Long>> users = users(random);
            byte[] whole = durations(users).serialize();
            Collections.shuffle(users, random);
            int cut = random.nextInt(users.size() + 1);
            StepDurations merged = StepDurations.read(ByteBuffer.wrap(durations(users.subList(0, cut)).serialize()));
            merged.merge(durations(users.subList(cut, users.size())));
            assertThat(merged.serialize()).as("seed %s", seed).isEqualTo(whole);
        }
    }

    @Test
    void aLevelBeyondTheFunnelIsRefused()
    {
        assertThatThrownBy(() -> new StepDurations(3).addUser(4)).hasMessage("funnel_summary times must be at most 3, found 4");
    }

    @Test
    void timesMustAscend()
    {
        assertThatThrownBy(() -> new StepDurations(3).addDuration(3, 5, 4)).hasMessage("funnel_summary times must ascend, found step 3 before step 2");
    }

    @Test
    void aDurationMayBeAsLongAsTime()
    {
        StepDurations durations = new StepDurations(2);
        durations.addUser(2);
        durations.addDuration(2, Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(durations.quantile(2, 1, 2)).hasValue(0x1p64);
    }

    @Test
    void aStateOfAnotherVersionIsRefused()
    {
        byte[] state = new StepDurations(2).serialize();
        state[0] = 9;
        assertThatThrownBy(() -> StepDurations.read(ByteBuffer.wrap(state))).hasMessage("A funnel_summary state must be of version 1, found 9: all nodes must run one release");
    }

    @Test
    void memoryIsCountedAsItGrows()
    {
        StepDurations durations = new StepDurations(2);
        long empty = durations.retainedBytes();
        for (int i = 0; i < 100_000; i++) {
            durations.addUser(2);
            durations.addDuration(2, 0, i);
        }
        durations.quantile(2, 1, 2);
        assertThat(durations.retainedBytes() - empty).isBetween(100_000 * 8L, 100_000 * 40L);
        assertThat(durations.copy().quantile(2, 1, 2)).isEqualTo(durations.quantile(2, 1, 2));
    }

    private static List<List<Long>> users(Random random)
    {
        List<List<Long>> users = new ArrayList<>();
        int size = 1 + random.nextInt(200);
        for (int i = 0; i < size; i++) {
            List<Long> times = new ArrayList<>();
            long time = random.nextInt(100);
            for (int step = random.nextInt(5); step > 0; step--) {
                times.add(time);
                time += random.nextInt(30);
            }
            users.add(times);
        }
        return users;
    }

    private static StepDurations durations(List<List<Long>> users)
    {
        StepDurations durations = new StepDurations(4);
        for (List<Long> times : users) {
            durations.addUser(times.size());
            for (int step = 2; step <= times.size(); step++) {
                durations.addDuration(step, times.get(step - 2), times.get(step - 1));
            }
        }
        return durations;
    }

    private static double type7(List<Long> sorted, double order)
    {
        double rank = (sorted.size() - 1) * order;
        int lower = (int) rank;
        return lower + 1 == sorted.size() ? sorted.get(lower) : sorted.get(lower) + (rank - lower) * (sorted.get(lower + 1) - sorted.get(lower));
    }
}
