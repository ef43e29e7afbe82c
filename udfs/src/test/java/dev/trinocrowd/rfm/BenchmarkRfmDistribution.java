package dev.trinocrowd.rfm;

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

import java.nio.ByteBuffer;
import java.util.Random;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/// The cuts of customers, in one piece and from parts that nodes send each other.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkRfmDistribution
{
    private static final int PARTS = 4;

    @Param("1000000")
    public int customers;

    /// How many amounts there are, by which the memory grows.
    @Param({"5000", "1000000000"})
    public int amounts;

    private double[] recency;
    private double[] frequency;
    private double[] monetary;
    private byte[][] parts;

    @Setup(Level.Trial)
    public void fill()
    {
        Random random = new Random(1);
        recency = random.ints(customers, 0, 365).asDoubleStream().toArray();
        frequency = random.doubles(customers).map(share -> 1 + Math.floor(1 / (share + 0.02))).toArray();
        monetary = random.ints(customers, 0, amounts).mapToDouble(amount -> amount / 100.0).toArray();
        parts = new byte[PARTS][];
        for (int part = 0; part < PARTS; part++) {
            parts[part] = distribution(part, PARTS).serialize();
        }
    }

    @Benchmark
    public RfmCuts cuts()
    {
        return distribution(0, 1).cuts();
    }

    @Benchmark
    public RfmCuts cutsOfParts()
    {
        RfmDistribution whole = RfmDistribution.deserialize(ByteBuffer.wrap(parts[0]));
        for (int part = 1; part < PARTS; part++) {
            whole.merge(RfmDistribution.deserialize(ByteBuffer.wrap(parts[part])));
        }
        return whole.cuts();
    }

    private RfmDistribution distribution(int first, int step)
    {
        RfmDistribution distribution = new RfmDistribution(CutMethod.QUINTILE);
        for (int i = first; i < customers; i += step) {
            distribution.add(recency[i], frequency[i], monetary[i]);
        }
        return distribution;
    }
}
