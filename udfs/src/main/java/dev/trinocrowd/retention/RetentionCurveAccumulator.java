package dev.trinocrowd.retention;

import dev.trinocrowd.bitmap.Bitmap;
import dev.trinocrowd.bitmap.BitmapRanges;
import io.airlift.slice.Slice;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.GroupedAccumulatorState;

import java.util.Arrays;
import java.util.Optional;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOfObjectArray;
import static java.lang.Math.clamp;

/// The state of one group (number 0) or of many.
final class RetentionCurveAccumulator
        implements RetentionCurveState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(RetentionCurveAccumulator.class) + instanceSize(CurveArguments.class);
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final CurveArguments arguments = new CurveArguments();
    private final BitmapRanges entryRanges = new BitmapRanges();
    private final BitmapRanges activityRanges = new BitmapRanges();
    private CurveCounts[] groups = {};
    private int group;
    private long countsBytes;

    @Override
    public void setGroupId(int groupId)
    {
        group = groupId;
    }

    @Override
    public void ensureCapacity(int size)
    {
        if (size > groups.length) {
            groups = Arrays.copyOf(groups, clamp(groups.length + (groups.length >> 1) + 1L, size, LARGEST_ARRAY));
        }
    }

    @Override
    public void settings(ValueBlock offsets, int offsetsPosition)
    {
        arguments.read(offsets, offsetsPosition, null, 0, null, 0);
    }

    @Override
    public void settings(ValueBlock offsets, int offsetsPosition, ValueBlock mode, int modePosition)
    {
        arguments.read(offsets, offsetsPosition, mode, modePosition, null, 0);
    }

    @Override
    public void settings(ValueBlock offsets, int offsetsPosition, ValueBlock mode, int modePosition, ValueBlock asOf, int asOfPosition)
    {
        arguments.read(offsets, offsetsPosition, mode, modePosition, asOf, asOfPosition);
    }

    @Override
    public void add(Slice entry, Slice activity)
    {
        try {
            CurveCounts counts = groups[group];
            if (counts == null) {
                counts = new CurveCounts(arguments.settings());
                setCounts(counts);
            }
            counts.checkSettings(arguments.settings());
            entryRanges.read(Bitmap.of(entry));
            activityRanges.read(Bitmap.of(activity));
            counts.add(entryRanges, activityRanges);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public void addAll(RetentionCurveState other)
    {
        other.counts().ifPresent(added -> {
            CurveCounts counts = groups[group];
            if (counts == null) {
                setCounts(added.copy());
                return;
            }
            try {
                counts.add(added);
            }
            catch (IllegalArgumentException e) {
                throw invalidArgument(e);
            }
        });
    }

    @Override
    public Optional<CurveCounts> counts()
    {
        return Optional.ofNullable(group < groups.length ? groups[group] : null);
    }

    @Override
    public void setCounts(CurveCounts counts)
    {
        if (groups[group] != null) {
            countsBytes -= groups[group].retainedBytes();
        }
        groups[group] = counts;
        countsBytes += counts.retainedBytes();
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + sizeOfObjectArray(groups.length) + countsBytes + entryRanges.retainedBytes() + activityRanges.retainedBytes();
    }

    @Override
    public AccumulatorState copy()
    {
        RetentionCurveAccumulator copy = new RetentionCurveAccumulator();
        copy.group = group;
        copy.countsBytes = countsBytes;
        copy.groups = new CurveCounts[groups.length];
        for (int i = 0; i < groups.length; i++) {
            copy.groups[i] = groups[i] == null ? null : groups[i].copy();
        }
        return copy;
    }
}
