package dev.trinocrowd.session;

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

/// The sessions of all users, whose events are kept already.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkSessionEvents
{
    private static final long GAP = 1000;

    @Param("1000000")
    public int events;

    /// Many light users, or one that has everything.
    @Param({"50000", "1"})
    public int users;

    private SessionEvents filled;

    @Setup(Level.Trial)
    public void fill()
    {
        Random random = new Random(1);
        filled = new SessionEvents();
        filled.ensureCapacity(users);
        for (int i = 0; i < events; i++) {
            filled.add(random.nextInt(users), random.nextLong(100_000), GAP, CALLER_UNIT);
        }
    }

    @Benchmark
    public long sessions()
    {
        long[] sessions = new long[1];
        for (int user = 0; user < users; user++) {
            filled.sessions(user, (_, _, _) -> sessions[0]++);
        }
        return sessions[0];
    }
}
