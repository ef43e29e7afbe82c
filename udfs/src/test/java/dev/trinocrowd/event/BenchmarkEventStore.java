package dev.trinocrowd.event;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.Random;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/// Events kept for their users, and the events of each read back and sorted.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkEventStore
{
    @Param("1000000")
    public int events;

    /// Many light users, or one that has everything.
    @Param({"50000", "1"})
    public int users;

    @Param({"ordered", "random"})
    public String times;

    private int[] userOf;
    private long[] timeOf;
    private EventStore filled;
    private final EventBuffer buffer = new EventBuffer();

    @Setup(Level.Trial)
    public void fill()
    {
        Random random = new Random(1);
        userOf = random.ints(events, 0, users).toArray();
        timeOf = times.equals("ordered") ? random.longs(events, 0, events).sorted().toArray() : random.longs(events, 0, events).toArray();
        filled = append();
    }

    @Benchmark
    public EventStore append()
    {
        EventStore store = new EventStore();
        store.ensureCapacity(users);
        for (int i = 0; i < events; i++) {
            store.append(userOf[i], timeOf[i], i & 7);
        }
        return store;
    }

    @Benchmark
    public long readAndSort()
    {
        long last = 0;
        for (int user = 0; user < users; user++) {
            filled.read(user, buffer);
            buffer.sort(Long::compare);
            last += buffer.size() == 0 ? 0 : buffer.time(buffer.size() - 1);
        }
        return last;
    }
}
