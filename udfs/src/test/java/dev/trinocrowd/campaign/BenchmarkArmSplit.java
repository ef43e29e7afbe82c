package dev.trinocrowd.campaign;

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

import java.util.stream.IntStream;

import static io.airlift.slice.Slices.utf8Slice;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

/// The arms of a million people.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkArmSplit
{
    @Param("1000000")
    public int people;

    private ArmSplit split;
    private Slice[] names;

    @Setup(Level.Trial)
    public void fill()
    {
        split = new ArmSplit(utf8Slice("summer sale"), ArmWeights.of(50, 30, 20));
        names = IntStream.range(0, people).mapToObj(i -> utf8Slice("user-" + i)).toArray(Slice[]::new);
    }

    @Benchmark
    public long numbers()
    {
        long arms = 0;
        for (int id = 0; id < people; id++) {
            arms += split.armOf(id);
        }
        return arms;
    }

    @Benchmark
    public long texts()
    {
        long arms = 0;
        for (Slice name : names) {
            arms += split.armOf(name);
        }
        return arms;
    }
}
