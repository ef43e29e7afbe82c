package dev.trinocrowd.bitmap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import static dev.trinocrowd.bitmap.RoaringLayout.COOKIE;
import static dev.trinocrowd.bitmap.RoaringLayout.COOKIE_WITH_RUNS;
import static dev.trinocrowd.bitmap.RoaringLayout.MAX_ARRAY_CARDINALITY;
import static dev.trinocrowd.bitmap.RoaringLayout.containerSize;
import static dev.trinocrowd.bitmap.RoaringLayout.isRunShorter;
import static dev.trinocrowd.bitmap.RoaringLayout.runContainerSize;

/// Writes ascending ids in the portable format, one bucket at a time: first plans its containers, then writes them.
///
/// Containers are laid out in one go from the ids that fall in them; nothing is added to a bitmap member by member.
final class BucketEncoder
{
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Where each container's ids start; the entry after the last one is the bucket's end.
    private int[] starts = new int[16];
    private int[] runs = new int[16];
    private int containers;
    private RoaringLayout layout = new RoaringLayout(0, 0, false);
    private int size;

    /// Plans the bucket that starts at `from`.
    ///
    /// @param ids ascending, without repeats
    /// @return where the bucket ends
    int plan(long[] ids, int from, int to)
    {
        containers = 0;
        boolean hasRuns = false;
        int bodySize = 0;
        long high = ids[from] >>> 32;
        int index = from;
        while (index < to && ids[index] >>> 32 == high) {
            int start = index;
            long key = ids[index] >>> 16;
            int runCount = 1;
            index++;
            while (index < to && ids[index] >>> 16 == key) {
                if (ids[index] != ids[index - 1] + 1) {
                    runCount++;
                }
                index++;
            }
            addContainer(start, runCount);
            int cardinality = index - start;
            boolean isRun = isRunShorter(cardinality, runCount);
            hasRuns |= isRun;
            bodySize += isRun ? runContainerSize(runCount) : containerSize(cardinality);
        }
        starts[containers] = index;
        layout = new RoaringLayout(Integer.BYTES, containers, hasRuns);
        size = Integer.BYTES + layout.headerSize() + bodySize;
        return index;
    }

    private void addContainer(int start, int runCount)
    {
        if (containers + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            runs = Arrays.copyOf(runs, 2 * runs.length);
        }
        starts[containers] = start;
        runs[containers] = runCount;
        containers++;
    }

    /// The size of the planned bucket, with its upper 32 bits in front.
    int size()
    {
        return size;
    }

    /// Writes the planned bucket into bytes that are zero.
    ///
    /// @return where it ends
    int write(long[] ids, byte[] target, int position)
    {
        INT.set(target, position, (int) (ids[starts[0]] >>> 32));
        int bitmapPosition = position + Integer.BYTES;
        RoaringLayout placed = new RoaringLayout(bitmapPosition, containers, layout.hasRuns());
        if (placed.hasRuns()) {
            INT.set(target, bitmapPosition, COOKIE_WITH_RUNS | (containers - 1) << 16);
        }
        else {
            INT.set(target, bitmapPosition, COOKIE);
            INT.set(target, bitmapPosition + Integer.BYTES, containers);
        }
        int end = bitmapPosition + placed.headerSize();
        for (int container = 0; container < containers; container++) {
            int from = starts[container];
            int to = starts[container + 1];
            int keyPosition = placed.keysPosition() + 2 * Short.BYTES * container;
            SHORT.set(target, keyPosition, (short) (ids[from] >>> 16));
            SHORT.set(target, keyPosition + Short.BYTES, (short) (to - from - 1));
            if (placed.hasOffsets()) {
                INT.set(target, placed.offsetsPosition() + Integer.BYTES * container, end - bitmapPosition);
            }
            if (isRunShorter(to - from, runs[container])) {
                target[bitmapPosition + Integer.BYTES + container / 8] |= (byte) (1 << (container % 8));
                end = writeRuns(ids, from, to, runs[container], target, end);
            }
            else if (to - from <= MAX_ARRAY_CARDINALITY) {
                end = writeArray(ids, from, to, target, end);
            }
            else {
                end = writeBits(ids, from, to, target, end);
            }
        }
        return end;
    }

    private static int writeRuns(long[] ids, int from, int to, int runCount, byte[] target, int position)
    {
        SHORT.set(target, position, (short) runCount);
        int end = position + Short.BYTES;
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || ids[i] != ids[i - 1] + 1) {
                SHORT.set(target, end, (short) ids[start]);
                SHORT.set(target, end + Short.BYTES, (short) (i - start - 1));
                end += 2 * Short.BYTES;
                start = i;
            }
        }
        return end;
    }

    private static int writeArray(long[] ids, int from, int to, byte[] target, int position)
    {
        int end = position;
        for (int i = from; i < to; i++) {
            SHORT.set(target, end, (short) ids[i]);
            end += Short.BYTES;
        }
        return end;
    }

    private static int writeBits(long[] ids, int from, int to, byte[] target, int position)
    {
        int index = from;
        while (index < to) {
            long word = ids[index] >>> 6;
            long bits = 0;
            while (index < to && ids[index] >>> 6 == word) {
                bits |= 1L << ids[index];
                index++;
            }
            LONG.set(target, position + Long.BYTES * (int) (word & 0x3FF), bits);
        }
        return position + RoaringLayout.BITMAP_CONTAINER_SIZE;
    }
}
