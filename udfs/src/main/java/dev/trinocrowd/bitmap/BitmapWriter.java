package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MappeableArrayContainer;
import org.roaringbitmap.buffer.MappeableContainer;
import org.roaringbitmap.buffer.MappeableContainerPointer;
import org.roaringbitmap.buffer.MappeableRunContainer;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

import java.nio.ByteBuffer;
import java.util.Arrays;

import static dev.trinocrowd.bitmap.BitmapFormat.HEADER_SIZE;
import static dev.trinocrowd.bitmap.BitmapFormat.isSortedShorter;
import static dev.trinocrowd.bitmap.BitmapFormat.Form.ROARING;

/// Puts a bitmap together from its buckets, which must come in ascending order.
final class BitmapWriter
{
    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private byte[] bytes;
    private int position = HEADER_SIZE + Long.BYTES;
    private long buckets;
    private long cardinality;

    BitmapWriter(int expectedSize)
    {
        bytes = new byte[Math.max(expectedSize, 64)];
    }

    /// Adds a bucket whose containers are already the shortest ones.
    void addCanonical(int high, ImmutableRoaringBitmap ids)
    {
        if (ids.isEmpty()) {
            return;
        }
        int size = ids.serializedSizeInBytes();
        ensureCapacity(Integer.BYTES + (long) size);
        ByteBuffer target = ByteBuffer.wrap(bytes, position + Integer.BYTES, size);
        ids.serialize(target);
        startBucket(high);
        position += size;
        cardinality += ids.getLongCardinality();
    }

    /// Adds a bucket whose containers are of any kind.
    void add(int high, ImmutableRoaringBitmap ids)
    {
        addCanonical(high, canonical(ids));
    }

    private void startBucket(int high)
    {
        Slices.wrappedBuffer(bytes, position, Integer.BYTES).setInt(0, high);
        position += Integer.BYTES;
        buckets++;
    }

    private void ensureCapacity(long size)
    {
        long needed = position + size;
        if (needed > MAX_SIZE) {
            throw new IllegalArgumentException("A bitmap cannot be larger than 2 GB");
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_SIZE, Math.max(needed, 2L * bytes.length)));
        }
    }

    Bitmap finish()
    {
        Slice slice = Slices.wrappedBuffer(position == bytes.length ? bytes : Arrays.copyOf(bytes, position));
        slice.setInt(0, ROARING.header());
        slice.setLong(HEADER_SIZE, buckets);
        Bitmap bitmap = new RoaringIds(slice);
        if (isSortedShorter(cardinality, position - HEADER_SIZE)) {
            long[] ids = bitmap.toArray();
            return SortedIds.of(ids, ids.length);
        }
        return bitmap;
    }

    /// The library keeps a list of runs that is as long as an array; here the array wins, so that only one form of a set exists.
    private static MutableRoaringBitmap canonical(ImmutableRoaringBitmap ids)
    {
        MutableRoaringBitmap canonical = new MutableRoaringBitmap();
        for (MappeableContainerPointer containers = ids.getContainerPointer(); containers.hasContainer(); containers.advance()) {
            canonical.append(containers.key(), canonical(containers.getContainer()));
        }
        return canonical;
    }

    private static MappeableContainer canonical(MappeableContainer container)
    {
        MappeableContainer shortest = container.runOptimize();
        if (!(shortest instanceof MappeableRunContainer)) {
            return shortest;
        }
        int runs = (shortest.serializedSizeInBytes() - Short.BYTES) / (2 * Short.BYTES);
        int cardinality = shortest.getCardinality();
        if (RoaringLayout.isRunShorter(cardinality, runs)) {
            return shortest;
        }
        if (cardinality > RoaringLayout.MAX_ARRAY_CARDINALITY) {
            return shortest.toBitmapContainer();
        }
        MappeableArrayContainer array = new MappeableArrayContainer(cardinality);
        shortest.forEach((char) 0, id -> array.add((char) id));
        return array;
    }
}
