package dev.trinocrowd.retention;

import com.google.common.primitives.ImmutableLongArray;
import dev.trinocrowd.bitmap.Bitmap;
import dev.trinocrowd.bitmap.BitmapRanges;
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

import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/// The curve of many users, each with one entry and some active days.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkCurveCounts
{
    private static final int SPAN = 90;

    @Param("50000")
    public int users;

    @Param({"30"})
    public int offsets;

    @Param({"ON", "ON_OR_AFTER", "ON_OR_BEFORE", "STREAK", "BRACKET"})
    public String mode;

    private Bitmap[] entries;
    private Bitmap[] activities;
    private final BitmapRanges entry = new BitmapRanges();
    private final BitmapRanges activity = new BitmapRanges();

    @Setup(Level.Trial)
    public void fill()
    {
        Random random = new Random(1);
        entries = new Bitmap[users];
        activities = new Bitmap[users];
        for (int user = 0; user < users; user++) {
            TreeSet<Long> days = new TreeSet<>();
            int count = 1 + random.nextInt(20);
            for (int i = 0; i < count; i++) {
                days.add(20_000L + random.nextInt(SPAN));
            }
            entries[user] = bitmap(LongStream.of(days.first()));
            activities[user] = bitmap(days.stream().mapToLong(Long::longValue));
        }
    }

    @Benchmark
    public Object curve()
    {
        CurveCounts counts = new CurveCounts(new CurveSettings(CurveMode.valueOf(mode), ImmutableLongArray.copyOf(LongStream.range(0, offsets)), OptionalLong.empty()));
        for (int user = 0; user < users; user++) {
            entry.read(entries[user]);
            activity.read(activities[user]);
            counts.add(entry, activity);
        }
        return counts;
    }

    private static Bitmap bitmap(LongStream ascending)
    {
        long[] ids = ascending.toArray();
        return Bitmap.ofSorted(ids, ids.length);
    }
}
