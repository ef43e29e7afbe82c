package dev.trinocrowd.retention;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.trinocrowd.bitmap.BitmapRanges;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;

import java.util.OptionalLong;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static java.util.Objects.requireNonNull;

/// How many entries there were, and how many of them were retained at each offset: among all of them, and among those for which the
/// offset is over.
final class CurveCounts
{
    static final int VERSION = 1;

    /// A mode is written as its place in this list.
    private static final ImmutableList<CurveMode> MODES = ImmutableList.of(CurveMode.ON, CurveMode.ON_OR_AFTER, CurveMode.ON_OR_BEFORE, CurveMode.STREAK, CurveMode.BRACKET);

    private static final int INSTANCE_SIZE = instanceSize(CurveCounts.class) + instanceSize(CurveSettings.class) + instanceSize(ImmutableLongArray.class)
            + instanceSize(OptionalLong.class);

    private final CurveSettings settings;
    private final long[] reaches;
    private final long[] distances;
    private final long[] lastComplete;
    private long entries;
    private final long[] retained;
    private final long[] completeEntries;
    private final long[] completeRetained;

    CurveCounts(CurveSettings settings)
    {
        this.settings = requireNonNull(settings, "settings is null");
        int cells = settings.cells();
        reaches = new long[cells];
        distances = new long[cells];
        lastComplete = new long[cells];
        for (int cell = 0; cell < cells; cell++) {
            reaches[cell] = settings.reach(cell);
            distances[cell] = settings.distance(cell);
            lastComplete[cell] = settings.lastComplete(cell);
        }
        retained = new long[cells];
        completeEntries = new long[cells];
        completeRetained = new long[cells];
    }

    CurveCounts copy()
    {
        CurveCounts copy = new CurveCounts(settings);
        copy.add(this);
        return copy;
    }

    CurveSettings settings()
    {
        return settings;
    }

    /// Adds a user.
    void add(BitmapRanges entry, BitmapRanges activity)
    {
        if (entry.count() == 0) {
            return;
        }
        entries = Math.addExact(entries, countUpTo(entry, Long.MAX_VALUE));
        // Activity that is too early for an offset is too early for the later ones as well.
        int start = 0;
        for (int cell = 0; cell < retained.length; cell++) {
            if (lastComplete[cell] >= entry.first(0)) {
                completeEntries[cell] += countUpTo(entry, lastComplete[cell]);
            }
            while (start < activity.count() && activity.last(start) - distances[cell] < entry.first(0)) {
                start++;
            }
            if (start < activity.count()) {
                countRetained(entry, activity, start, cell);
            }
        }
    }

    private static long countUpTo(BitmapRanges entry, long last)
    {
        long count = 0;
        for (int i = 0; i < entry.count() && entry.first(i) <= last; i++) {
            count += Math.min(entry.last(i), last) - entry.first(i) + 1;
        }
        return count;
    }

    /// Walks the ranges of entries and those of activity, each moved back to the entries that it retains.
    private void countRetained(BitmapRanges entry, BitmapRanges activity, int start, int cell)
    {
        long reach = reaches[cell];
        long distance = distances[cell];
        long complete = lastComplete[cell];
        long lastEntry = entry.last(entry.count() - 1);
        long all = 0;
        long allComplete = 0;
        int index = 0;
        // Ranges that were apart may overlap once moved: no entry counts twice.
        long next = entry.first(0);
        for (int i = start; i < activity.count() && next <= lastEntry; i++) {
            long from = Math.max(activity.first(i) - reach, next);
            long to = Math.min(activity.last(i) - distance, lastEntry);
            if (from > lastEntry) {
                break;
            }
            if (to < from) {
                continue;
            }
            while (entry.last(index) < from) {
                index++;
            }
            for (int j = index; j < entry.count() && entry.first(j) <= to; j++) {
                long first = Math.max(entry.first(j), from);
                long last = Math.min(entry.last(j), to);
                all += last - first + 1;
                if (first <= complete) {
                    allComplete += Math.min(last, complete) - first + 1;
                }
                index = j;
            }
            if (to == lastEntry) {
                break;
            }
            next = to + 1;
        }
        retained[cell] += all;
        completeRetained[cell] += allComplete;
    }

    void add(CurveCounts other)
    {
        checkSettings(other.settings);
        entries = Math.addExact(entries, other.entries);
        for (int cell = 0; cell < retained.length; cell++) {
            retained[cell] += other.retained[cell];
            completeEntries[cell] += other.completeEntries[cell];
            completeRetained[cell] += other.completeRetained[cell];
        }
    }

    void checkSettings(CurveSettings found)
    {
        if (!found.equals(settings)) {
            throw new IllegalArgumentException("retention_curve offsets, mode and as_of must not change within a group");
        }
    }

    /// Whether the offset is over for some entries, so that only these count; always if no time was given.
    boolean isComplete(int cell)
    {
        return settings.asOf().isEmpty() || completeEntries[cell] > 0;
    }

    long entries(int cell)
    {
        return isComplete(cell) ? completeEntries[cell] : entries;
    }

    long retained(int cell)
    {
        return isComplete(cell) ? completeRetained[cell] : retained[cell];
    }

    /// Version, mode, number of offsets, whether a time was given, the time, the offsets; then the counts.
    Slice serialize()
    {
        int offsets = settings.offsets().length();
        int cells = settings.cells();
        Slice serialized = Slices.allocate(1 + 1 + Short.BYTES + 1 + Long.BYTES * (1 + offsets + 1 + 3 * cells));
        serialized.setByte(0, VERSION);
        serialized.setByte(1, MODES.indexOf(settings.mode()));
        serialized.setShort(2, offsets);
        serialized.setByte(4, settings.asOf().isPresent() ? 1 : 0);
        int position = 5;
        serialized.setLong(position, settings.asOf().orElse(0));
        position += Long.BYTES;
        serialized.setLongs(position, settings.offsets().toArray());
        position += offsets * Long.BYTES;
        serialized.setLong(position, entries);
        position += Long.BYTES;
        for (long[] counts : counts()) {
            serialized.setLongs(position, counts);
            position += cells * Long.BYTES;
        }
        return serialized;
    }

    /// @param serialized of version [#VERSION]
    static CurveCounts deserialize(Slice serialized)
    {
        CurveMode mode = MODES.get(serialized.getByte(1));
        int offsets = serialized.getUnsignedShort(2);
        int position = 5;
        OptionalLong asOf = serialized.getByte(4) == 1 ? OptionalLong.of(serialized.getLong(position)) : OptionalLong.empty();
        position += Long.BYTES;
        CurveCounts curve = new CurveCounts(new CurveSettings(mode, ImmutableLongArray.copyOf(serialized.getLongs(position, offsets)), asOf));
        position += offsets * Long.BYTES;
        curve.entries = serialized.getLong(position);
        position += Long.BYTES;
        for (long[] counts : curve.counts()) {
            serialized.getLongs(position, counts);
            position += counts.length * Long.BYTES;
        }
        return curve;
    }

    private long[][] counts()
    {
        return new long[][] {retained, completeEntries, completeRetained};
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + 6 * sizeOf(retained) + Long.BYTES * (long) settings.offsets().length();
    }
}
