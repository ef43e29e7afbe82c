package dev.trinocrowd.path;

import io.airlift.slice.Slice;
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
import static io.airlift.slice.Slices.utf8Slice;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

/// The paths of all users, whose events are kept already.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkPathEvents
{
    private static final int NAMES = 12;

    @Param("1000000")
    public int events;

    /// Many light users, or one that has everything.
    @Param({"50000", "1"})
    public int users;

    @Param({"collapse=true", "start=event 3; end=event 7; collapse=true"})
    public String options;

    private PathEvents filled;

    @Setup(Level.Trial)
    public void fill()
    {
        Random random = new Random(1);
        Slice[] names = new Slice[NAMES];
        for (int i = 0; i < NAMES; i++) {
            names[i] = utf8Slice("event " + i);
        }
        filled = new PathEvents();
        filled.ensureCapacity(users);
        int settings = filled.numberOf(PathSettings.parse(1000, 8, options, CALLER_UNIT));
        for (int i = 0; i < events; i++) {
            filled.add(random.nextInt(users), random.nextLong(100_000), names[random.nextInt(NAMES)], settings);
        }
    }

    @Benchmark
    public long paths()
    {
        long[] nodes = new long[1];
        for (int user = 0; user < users; user++) {
            filled.paths(user, (_, count) -> nodes[0] += count);
        }
        return nodes[0];
    }
}
