package dev.trinocrowd.retention;

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

/// Which conditions each user met.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkConditionSets
{
    private static final int CONDITIONS = 8;

    @Param("1000000")
    public int events;

    @Param("50000")
    public int users;

    private int[] userOf;
    private long[] maskOf;

    @Setup(Level.Trial)
    public void fill()
    {
        Random random = new Random(1);
        userOf = random.ints(events, 0, users).toArray();
        maskOf = random.longs(events, 0, 1 << CONDITIONS).toArray();
    }

    @Benchmark
    public long retained()
    {
        ConditionSets sets = new ConditionSets();
        sets.ensureCapacity(users);
        for (int i = 0; i < events; i++) {
            sets.add(userOf[i], maskOf[i], CONDITIONS);
        }
        long retained = 0;
        for (int user = 0; user < users; user++) {
            retained += Long.bitCount(sets.retained(user));
        }
        return retained;
    }
}
