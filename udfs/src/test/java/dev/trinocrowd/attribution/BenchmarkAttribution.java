package dev.trinocrowd.attribution;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
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

/// The credits of all users, whose touches and conversions are kept already.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkAttribution
{
    private static final int NAMES = 20;

    @Param("1000000")
    public int events;

    /// Many light users, or one that has everything.
    @Param({"50000", "1"})
    public int users;

    @Param({"model=last", "model=linear", "model=time_decay; half_life=500"})
    public String options;

    private AttributionEvents filled;

    @Setup(Level.Trial)
    public void fill()
    {
        Random random = new Random(1);
        Slice[] names = new Slice[NAMES];
        for (int i = 0; i < NAMES; i++) {
            names[i] = Slices.utf8Slice("channel " + i);
        }
        filled = new AttributionEvents();
        filled.ensureCapacity(users);
        int settings = filled.numberOf(AttributionSettings.parse(1000, options, CALLER_UNIT));
        for (int i = 0; i < events; i++) {
            int user = random.nextInt(users);
            long time = random.nextLong(100_000);
            if (random.nextInt(10) == 0) {
                filled.addConversion(user, time, random.nextInt(100), AttributionEvents.UNLINKED, settings);
            }
            else {
                filled.addTouch(user, time, names[random.nextInt(NAMES)], AttributionEvents.UNLINKED, settings);
            }
        }
    }

    @Benchmark
    public double credits()
    {
        double[] sum = new double[1];
        for (int user = 0; user < users; user++) {
            filled.credits(user, (_, credit) -> sum[0] += credit);
        }
        return sum[0];
    }
}
