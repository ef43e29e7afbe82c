package dev.trinocrowd.bitmap;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import com.google.common.collect.PeekingIterator;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import org.roaringbitmap.RoaringBitmapWriter;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

import static dev.trinocrowd.bitmap.BitmapFormat.HEADER_SIZE;
import static dev.trinocrowd.bitmap.BitmapFormat.Form.SORTED;
import static java.util.Objects.requireNonNull;

/// A small or sparse set: its ids, ascending.
record SortedIds(Slice slice)
        implements Bitmap
{
    static final SortedIds EMPTY = of(new long[0], 0);

    SortedIds
    {
        requireNonNull(slice, "slice is null");
    }

    /// @param ids ascending, without repeats
    static SortedIds of(long[] ids, int count)
    {
        Slice slice = Slices.allocate(HEADER_SIZE + count * Long.BYTES);
        slice.setInt(0, SORTED.header());
        slice.setLongs(HEADER_SIZE, ids, 0, count);
        return new SortedIds(slice);
    }

    @Override
    public long cardinality()
    {
        return count();
    }

    int count()
    {
        return (slice.length() - HEADER_SIZE) / Long.BYTES;
    }

    long id(int index)
    {
        return slice.getLong(HEADER_SIZE + index * Long.BYTES);
    }

    @Override
    public long[] toArray()
    {
        return slice.getLongs(HEADER_SIZE, count());
    }

    @Override
    public boolean contains(long id)
    {
        int index = lowerBound(id);
        return index < count() && id(index) == id;
    }

    @Override
    public long first()
    {
        return id(0);
    }

    @Override
    public long last()
    {
        return id(count() - 1);
    }

    @Override
    public long rank(long id)
    {
        return lowerBound(id);
    }

    @Override
    public long select(long position)
    {
        return id((int) position);
    }

    /// The index of the first id that is not smaller than `id`.
    private int lowerBound(long id)
    {
        int low = 0;
        int high = count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (id(middle) < id) {
                low = middle + 1;
            }
            else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public PrimitiveIterator.OfLong iterator()
    {
        return new PrimitiveIterator.OfLong()
        {
            private final int count = count();
            private int index;

            @Override
            public boolean hasNext()
            {
                return index < count;
            }

            @Override
            public long nextLong()
            {
                if (index >= count) {
                    throw new NoSuchElementException();
                }
                return id(index++);
            }
        };
    }

    @Override
    public PeekingIterator<Bucket> buckets()
    {
        return Iterators.peekingIterator(new AbstractIterator<>()
        {
            private final int count = count();
            private int index;

            @Override
            protected Bucket computeNext()
            {
                if (index >= count) {
                    return endOfData();
                }
                int high = (int) (id(index) >>> 32);
                RoaringBitmapWriter<MutableRoaringBitmap> writer = RoaringBitmapWriter.bufferWriter().get();
                while (index < count && (int) (id(index) >>> 32) == high) {
                    writer.add((int) id(index));
                    index++;
                }
                return new Bucket(high, writer.get());
            }
        });
    }
}
