package dev.trinocrowd.sequence;

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

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

/// A pattern over all users, whose events are kept already.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkSequence
{
    private static final int CONDITIONS = 4;

    @Param("1000000")
    public int events;

    /// Many light users, or one that has everything.
    @Param({"50000", "1"})
    public int users;

    @Param({"(?1).*(?2).*(?3)", "(?1)(?t<=1000)(?2).*(?3)(?t>10)(?4)"})
    public String pattern;

    private SequenceEvents filled;

    @Setup(Level.Trial)
    public void fill()
    {
        Random random = new Random(1);
        filled = new SequenceEvents();
        filled.ensureCapacity(users);
        int number = filled.numberOf(pattern, CALLER_UNIT);
        for (int i = 0; i < events; i++) {
            filled.add(random.nextInt(users), random.nextLong(100_000), 1L << random.nextInt(CONDITIONS), number);
        }
    }

    @Benchmark
    public long counts()
    {
        long matches = 0;
        for (int user = 0; user < users; user++) {
            matches += filled.count(user);
        }
        return matches;
    }

    @Benchmark
    public long times()
    {
        long[] sum = new long[1];
        for (int user = 0; user < users; user++) {
            filled.times(user, time -> sum[0] += time);
        }
        return sum[0];
    }
}
