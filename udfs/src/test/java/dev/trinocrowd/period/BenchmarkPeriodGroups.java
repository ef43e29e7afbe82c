package dev.trinocrowd.period;

import dev.trinocrowd.bitmap.Bitmap;
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

/// The active days of users, one number an event.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkPeriodGroups
{
    private static final long SETTING = 1;
    private static final int FIRST_DAY = 19_000;
    private static final int DAYS = 365;

    @Param("1000000")
    public int events;

    @Param("50000")
    public int users;

    private int[] userOf;
    private long[] dayOf;
    private PeriodGroups filled;

    @Setup(Level.Trial)
    public void fill()
    {
        Random random = new Random(1);
        userOf = random.ints(events, 0, users).toArray();
        dayOf = random.longs(events, FIRST_DAY, FIRST_DAY + DAYS).toArray();
        filled = add();
    }

    @Benchmark
    public PeriodGroups add()
    {
        PeriodGroups groups = new PeriodGroups(Long::toString);
        groups.ensureCapacity(users);
        for (int i = 0; i < events; i++) {
            groups.add(userOf[i], SETTING, dayOf[i]);
        }
        return groups;
    }

    @Benchmark
    public long bitmaps()
    {
        long days = 0;
        for (int user = 0; user < users; user++) {
            Bitmap bitmap = filled.bitmap(user);
            days += bitmap.cardinality();
        }
        return days;
    }
}
