package dev.trinocrowd.bitmap;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import com.google.common.collect.PeekingIterator;
import io.airlift.slice.Slice;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

import static dev.trinocrowd.bitmap.BitmapFormat.HEADER_SIZE;
import static java.util.Objects.requireNonNull;

/// A set in the portable 64-bit roaring format, whose containers are read where they lie.
record RoaringIds(Slice slice)
        implements Bitmap
{
    private static final int BATCH_SIZE = 1024;

    RoaringIds
    {
        requireNonNull(slice, "slice is null");
    }

    @Override
    public long cardinality()
    {
        long cardinality = 0;
        for (Iterator<Bucket> buckets = buckets(); buckets.hasNext();) {
            cardinality += buckets.next().ids().getLongCardinality();
        }
        return cardinality;
    }

    @Override
    public boolean contains(long id)
    {
        return id >= 0 && RoaringProbe.contains(slice, id);
    }

    @Override
    public long first()
    {
        Bucket bucket = buckets().next();
        return bucket.id(bucket.ids().first());
    }

    @Override
    public long last()
    {
        Bucket bucket = Iterators.getLast(buckets());
        return bucket.id(bucket.ids().last());
    }

    @Override
    public long rank(long id)
    {
        long rank = 0;
        int high = (int) (id >>> 32);
        for (Iterator<Bucket> buckets = buckets(); buckets.hasNext();) {
            Bucket bucket = buckets.next();
            if (bucket.high() > high) {
                break;
            }
            if (bucket.high() < high) {
                rank += bucket.ids().getLongCardinality();
            }
            else if ((int) id != 0) {
                rank += bucket.ids().rankLong((int) id - 1);
            }
        }
        return rank;
    }

    @Override
    public long select(long position)
    {
        long remaining = position;
        for (Iterator<Bucket> buckets = buckets(); buckets.hasNext();) {
            Bucket bucket = buckets.next();
            long cardinality = bucket.ids().getLongCardinality();
            if (remaining < cardinality) {
                return bucket.id(bucket.ids().select((int) remaining));
            }
            remaining -= cardinality;
        }
        throw new NoSuchElementException("No member at position " + position);
    }

    @Override
    public PrimitiveIterator.OfLong iterator()
    {
        Iterator<Bucket> buckets = buckets();
        return new PrimitiveIterator.OfLong()
        {
            private final int[] batch = new int[BATCH_SIZE];
            private Bucket bucket;
            private BatchIterator batches;
            private int size;
            private int index;

            @Override
            public boolean hasNext()
            {
                while (index == size) {
                    while (batches == null || !batches.hasNext()) {
                        if (!buckets.hasNext()) {
                            return false;
                        }
                        bucket = buckets.next();
                        batches = bucket.ids().getBatchIterator();
                    }
                    size = batches.nextBatch(batch);
                    index = 0;
                }
                return true;
            }

            @Override
            public long nextLong()
            {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return bucket.id(batch[index++]);
            }
        };
    }

    @Override
    public PeekingIterator<Bucket> buckets()
    {
        // Read-only, because the library shares containers between bitmaps and mends some of them in place.
        ByteBuffer buffer = slice.toByteBuffer().asReadOnlyBuffer();
        return Iterators.peekingIterator(new AbstractIterator<>()
        {
            private final long count = slice.getLong(HEADER_SIZE);
            private long index;
            private int offset = HEADER_SIZE + Long.BYTES;

            @Override
            protected Bucket computeNext()
            {
                if (index >= count) {
                    return endOfData();
                }
                int high = slice.getInt(offset);
                ImmutableRoaringBitmap ids = new ImmutableRoaringBitmap(buffer.slice(offset + Integer.BYTES, slice.length() - offset - Integer.BYTES));
                offset += Integer.BYTES + ids.serializedSizeInBytes();
                index++;
                return new Bucket(high, ids);
            }
        });
    }
}
