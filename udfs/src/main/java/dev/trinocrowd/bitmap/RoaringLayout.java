package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;

/// Where things lie in a 32-bit bitmap of the portable roaring format (RoaringFormatSpec).
///
/// @param position where the bitmap starts
/// @param containers how many containers it has
/// @param hasRuns whether some containers are lists of runs
record RoaringLayout(int position, int containers, boolean hasRuns)
{
    static final int COOKIE = 12346;
    static final int COOKIE_WITH_RUNS = 12347;
    /// A container up to this size is an array of shorts, a larger one a bitmap.
    static final int MAX_ARRAY_CARDINALITY = 4096;
    static final int BITMAP_CONTAINER_SIZE = 8192;
    static final int MAX_CONTAINERS = 1 << 16;
    /// Fewer containers than this have no table of offsets when there are lists of runs.
    private static final int MIN_CONTAINERS_WITH_OFFSETS = 4;

    static RoaringLayout read(Slice slice, int position)
    {
        int cookie = slice.getInt(position);
        if (cookie == COOKIE) {
            return new RoaringLayout(position, slice.getInt(position + Integer.BYTES), false);
        }
        if ((cookie & 0xFFFF) == COOKIE_WITH_RUNS) {
            return new RoaringLayout(position, (cookie >>> 16) + 1, true);
        }
        throw new IllegalArgumentException("Expected a roaring bitmap at byte %d, found cookie %d".formatted(position, cookie));
    }

    /// The size of a list of runs, which is also how runs are compared with the other kinds of containers.
    static int runContainerSize(int runs)
    {
        return Short.BYTES + 2 * Short.BYTES * runs;
    }

    static int containerSize(int cardinality)
    {
        return cardinality <= MAX_ARRAY_CARDINALITY ? Short.BYTES * cardinality : BITMAP_CONTAINER_SIZE;
    }

    /// Whether a container is written as a list of runs.
    static boolean isRunShorter(int cardinality, int runs)
    {
        return runContainerSize(runs) < containerSize(cardinality);
    }

    int headerSize()
    {
        return offsetsPosition() + (hasOffsets() ? Integer.BYTES * containers : 0) - position;
    }

    boolean hasOffsets()
    {
        return !hasRuns || containers >= MIN_CONTAINERS_WITH_OFFSETS;
    }

    int keysPosition()
    {
        return position + (hasRuns ? Integer.BYTES + (containers + 7) / 8 : 2 * Integer.BYTES);
    }

    int offsetsPosition()
    {
        return keysPosition() + 2 * Short.BYTES * containers;
    }

    boolean isRun(Slice slice, int index)
    {
        return hasRuns && (slice.getByte(position + Integer.BYTES + index / 8) & (1 << (index % 8))) != 0;
    }

    int key(Slice slice, int index)
    {
        return slice.getUnsignedShort(keysPosition() + 2 * Short.BYTES * index);
    }

    int cardinality(Slice slice, int index)
    {
        return slice.getUnsignedShort(keysPosition() + 2 * Short.BYTES * index + Short.BYTES) + 1;
    }

    int containerPosition(Slice slice, int index)
    {
        if (hasOffsets()) {
            return position + slice.getInt(offsetsPosition() + Integer.BYTES * index);
        }
        int containerPosition = position + headerSize();
        for (int i = 0; i < index; i++) {
            containerPosition += containerSize(slice, i, containerPosition);
        }
        return containerPosition;
    }

    int containerSize(Slice slice, int index, int containerPosition)
    {
        return isRun(slice, index) ? runContainerSize(slice.getUnsignedShort(containerPosition)) : containerSize(cardinality(slice, index));
    }

    /// Where the bitmap ends.
    int end(Slice slice)
    {
        int last = containerPosition(slice, containers - 1);
        return last + containerSize(slice, containers - 1, last);
    }

    /// The index of the container with this key, or a negative number.
    int find(Slice slice, int key)
    {
        int low = 0;
        int high = containers - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = key(slice, middle);
            if (found < key) {
                low = middle + 1;
            }
            else if (found > key) {
                high = middle - 1;
            }
            else {
                return middle;
            }
        }
        return -low - 1;
    }
}
