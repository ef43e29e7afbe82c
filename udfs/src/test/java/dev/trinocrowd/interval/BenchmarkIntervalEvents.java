package dev.trinocrowd.interval;

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

/// The intervals of all users, whose events are kept already.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkIntervalEvents
{
    @Param("1000000")
    public int events;

    /// Many light users, or one that has everything.
    @Param({"50000", "1"})
    public int users;

    private IntervalEvents filled;

    @Setup(Level.Trial)
    public void fill()
    {
        Random random = new Random(1);
        filled = new IntervalEvents();
        filled.ensureCapacity(users);
        for (int i = 0; i < events; i++) {
            boolean isFrom = random.nextBoolean();
            filled.add(random.nextInt(users), random.nextLong(100_000), isFrom, !isFrom);
        }
    }

    @Benchmark
    public long intervals()
    {
        long[] sum = new long[1];
        for (int user = 0; user < users; user++) {
            filled.intervals(user, interval -> sum[0] += interval);
        }
        return sum[0];
    }
}
