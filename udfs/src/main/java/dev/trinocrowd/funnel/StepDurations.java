package dev.trinocrowd.funnel;

import dev.trinocrowd.rfm.ValueCounts;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOfObjectArray;
import static java.util.Objects.requireNonNull;

/// How many users reached each step of a funnel, and how long each took from the step before.
final class StepDurations
{
    private static final int INSTANCE_SIZE = instanceSize(StepDurations.class);
    private static final byte VERSION = 1;
    private static final double TWO_TO_THE_64 = 0x1p64;

    private final LevelCounts counts;
    /// By step, from the second on.
    private final ValueCounts[] durations;
    private long durationsBytes;

    StepDurations(long steps)
    {
        counts = new LevelCounts(steps);
        durations = new ValueCounts[counts.steps() - 1];
        for (int i = 0; i < durations.length; i++) {
            setDurations(i, new ValueCounts());
        }
    }

    private StepDurations(LevelCounts counts, ValueCounts[] durations)
    {
        this.counts = requireNonNull(counts, "counts is null");
        this.durations = new ValueCounts[durations.length];
        for (int i = 0; i < durations.length; i++) {
            setDurations(i, durations[i]);
        }
    }

    private void setDurations(int index, ValueCounts values)
    {
        durations[index] = values;
        durationsBytes += values.retainedBytes();
    }

    LevelCounts counts()
    {
        return counts;
    }

    void checkSteps(long steps)
    {
        counts.checkSteps(steps);
    }

    /// A user who reached the first `level` steps; [#addDuration] takes the time of each but the first.
    void addUser(int level)
    {
        if (level > counts.steps()) {
            throw new IllegalArgumentException("funnel_summary times must be at most %s, found %s".formatted(counts.steps(), level));
        }
        counts.add(level);
    }

    /// @param step from 2 on
    void addDuration(int step, long from, long to)
    {
        if (to < from) {
            throw new IllegalArgumentException("funnel_summary times must ascend, found step %s before step %s".formatted(step, step - 1));
        }
        ValueCounts values = durations[step - 2];
        long before = values.retainedBytes();
        long duration = to - from;
        values.add(duration >= 0 ? duration : duration + TWO_TO_THE_64);
        durationsBytes += values.retainedBytes() - before;
    }

    void merge(StepDurations other)
    {
        counts.add(other.counts);
        for (int i = 0; i < durations.length; i++) {
            long before = durations[i].retainedBytes();
            durations[i].merge(other.durations[i]);
            durationsBytes += durations[i].retainedBytes() - before;
        }
    }

    /// The type 7 quantile `part / parts` of the times that users took to a step from the one before; empty for the first
    /// step and for one that nobody reached.
    OptionalDouble quantile(int step, int part, int parts)
    {
        if (step == 1 || durations[step - 2].total() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(durations[step - 2].quantile(part, parts));
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + counts.retainedBytes() + sizeOfObjectArray(durations.length) + durationsBytes;
    }

    StepDurations copy()
    {
        return read(ByteBuffer.wrap(serialize()));
    }

    /// Version, number of steps, the users that stopped at each level, then the durations of each step.
    byte[] serialize()
    {
        int bytes = 2 + (counts.steps() + 1) * Long.BYTES;
        for (ValueCounts values : durations) {
            bytes = Math.addExact(bytes, Math.toIntExact(values.serializedBytes()));
        }
        ByteBuffer out = ByteBuffer.allocate(bytes);
        out.put(VERSION);
        out.put((byte) counts.steps());
        for (int level = 0; level <= counts.steps(); level++) {
            out.putLong(counts.stoppedAt(level));
        }
        for (ValueCounts values : durations) {
            values.writeTo(out);
        }
        return out.array();
    }

    static StepDurations read(ByteBuffer in)
    {
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("A funnel_summary state must be of version %s, found %s: all nodes must run one release".formatted(VERSION, version));
        }
        LevelCounts counts = new LevelCounts(in.get());
        for (int level = 0; level <= counts.steps(); level++) {
            counts.add(level, in.getLong());
        }
        ValueCounts[] durations = new ValueCounts[counts.steps() - 1];
        for (int i = 0; i < durations.length; i++) {
            durations[i] = ValueCounts.read(in);
        }
        return new StepDurations(counts, durations);
    }
}
