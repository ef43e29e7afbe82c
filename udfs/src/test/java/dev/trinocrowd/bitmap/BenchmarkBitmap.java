package dev.trinocrowd.bitmap;

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
import java.util.stream.LongStream;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/// Making sets, and their algebra.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkBitmap
{
    @Param("1000000")
    public int members;

    /// How many ids lie from one member to the next.
    @Param({"2", "64", "65536"})
    public int distance;

    private long[] shuffled;
    private Bitmap left;
    private Bitmap right;
    private long probe;

    @Setup(Level.Trial)
    public void fill()
    {
        shuffled = new Random(1).longs(members, 0, (long) members * distance).toArray();
        left = BitmapBuilder.fromIds(shuffled.clone(), members);
        long[] sorted = LongStream.range(0, members).map(i -> i * distance).toArray();
        right = BitmapBuilder.fromSortedIds(sorted, members);
    }

    @Benchmark
    public Bitmap build()
    {
        BitmapUnions unions = new BitmapUnions(1);
        for (long id : shuffled) {
            unions.add(0, id);
        }
        return unions.result(0).orElseThrow();
    }

    @Benchmark
    public Bitmap and()
    {
        return BitmapAlgebra.and(left, right);
    }

    @Benchmark
    public Bitmap or()
    {
        return BitmapAlgebra.or(left, right);
    }

    @Benchmark
    public Bitmap andNot()
    {
        return BitmapAlgebra.andNot(left, right);
    }

    @Benchmark
    public long andCardinality()
    {
        return BitmapCounts.andCardinality(left, right);
    }

    @Benchmark
    public boolean contains()
    {
        probe += distance / 2;
        return left.contains(probe % ((long) members * distance));
    }
}
