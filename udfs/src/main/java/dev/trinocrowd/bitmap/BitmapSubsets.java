package dev.trinocrowd.bitmap;

import com.google.common.collect.PeekingIterator;
import io.airlift.slice.Slice;
import io.airlift.slice.XxHash64;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmapWriter;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

import static com.google.common.base.Preconditions.checkArgument;

/// Parts of a bitmap: by value, by position, by chance.
public final class BitmapSubsets
{
    private static final int BATCH_SIZE = 1024;
    private static final double UNIT = 0x1.0p-53;

    private BitmapSubsets()
    {}

    /// The members from `from` (inclusive) to `to` (exclusive).
    public static Bitmap range(Bitmap bitmap, long from, long to)
    {
        if (to <= 0 || from >= to) {
            return Bitmap.empty();
        }
        return between(bitmap, Math.max(from, 0), to - 1);
    }

    /// The first `count` members that are not smaller than `from`; for a negative count the last ones that are not larger.
    public static Bitmap limit(Bitmap bitmap, long from, long count)
    {
        if (count >= 0) {
            return slice(bitmap, from <= 0 ? 0 : bitmap.rank(from), count);
        }
        if (from < 0) {
            return Bitmap.empty();
        }
        long end = bitmap.rank(from) + (bitmap.contains(from) ? 1 : 0);
        long start = end + count < 0 ? 0 : end + count;
        return slice(bitmap, start, end - start);
    }

    /// `count` members from a position on, the first member being at 0. A negative position counts from the end, the last member being at −1.
    public static Bitmap slice(Bitmap bitmap, long position, long count)
    {
        checkArgument(count >= 0, "The number of members must not be negative, found %s", count);
        long cardinality = bitmap.cardinality();
        long start = position >= 0 ? position : position + cardinality;
        if (start < 0 || start >= cardinality || count == 0) {
            return Bitmap.empty();
        }
        if (start == 0 && count >= cardinality) {
            return bitmap;
        }
        long end = count >= cardinality - start ? cardinality : start + count;
        return between(bitmap, bitmap.select(start), bitmap.select(end - 1));
    }

    /// The members from `first` to `last`, both inclusive and not negative.
    private static Bitmap between(Bitmap bitmap, long first, long last)
    {
        if (bitmap instanceof SortedIds ids) {
            int from = (int) ids.rank(first);
            int to = (int) ids.rank(last) + (ids.contains(last) ? 1 : 0);
            long[] kept = new long[to - from];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = ids.id(from + i);
            }
            return BitmapBuilder.fromSortedIds(kept, kept.length);
        }
        int firstHigh = (int) (first >>> 32);
        int lastHigh = (int) (last >>> 32);
        BitmapWriter writer = new BitmapWriter(64);
        for (PeekingIterator<Bucket> buckets = bitmap.buckets(); buckets.hasNext();) {
            Bucket bucket = buckets.next();
            if (bucket.high() < firstHigh) {
                continue;
            }
            if (bucket.high() > lastHigh) {
                break;
            }
            if (bucket.high() > firstHigh && bucket.high() < lastHigh) {
                writer.addCanonical(bucket.high(), bucket.ids());
            }
            else {
                long from = Math.max(Integer.toUnsignedLong(bucket.ids().first()), bucket.high() == firstHigh ? Integer.toUnsignedLong((int) first) : 0);
                long to = Math.min(Integer.toUnsignedLong(bucket.ids().last()), bucket.high() == lastHigh ? Integer.toUnsignedLong((int) last) : 0xFFFF_FFFFL);
                if (from <= to) {
                    writer.add(bucket.high(), ImmutableRoaringBitmap.and(bucket.ids(), MutableRoaringBitmap.bitmapOfRange(from, to + 1)));
                }
            }
        }
        return writer.finish();
    }

    /// About `fraction` of the members, chosen by a hash of member and salt: always the same ones for the same salt,
    /// and with a larger fraction all those of a smaller one.
    public static Bitmap sample(Bitmap bitmap, double fraction, Slice salt)
    {
        checkArgument(fraction >= 0 && fraction <= 1, "The fraction of a sample must be from 0 to 1, found %s", fraction);
        long seed = XxHash64.hash(salt);
        BitmapWriter writer = new BitmapWriter(64);
        if (bitmap instanceof SortedIds sorted) {
            long[] ids = sorted.toArray();
            int count = 0;
            for (long id : ids) {
                if (isChosen(seed, id, fraction)) {
                    ids[count++] = id;
                }
            }
            return BitmapBuilder.fromSortedIds(ids, count);
        }
        int[] batch = new int[BATCH_SIZE];
        for (PeekingIterator<Bucket> buckets = bitmap.buckets(); buckets.hasNext();) {
            Bucket bucket = buckets.next();
            RoaringBitmapWriter<MutableRoaringBitmap> chosen = RoaringBitmapWriter.bufferWriter().get();
            BatchIterator batches = bucket.ids().getBatchIterator();
            while (batches.hasNext()) {
                int size = batches.nextBatch(batch);
                for (int i = 0; i < size; i++) {
                    if (isChosen(seed, bucket.id(batch[i]), fraction)) {
                        chosen.add(batch[i]);
                    }
                }
            }
            writer.add(bucket.high(), chosen.get());
        }
        return writer.finish();
    }

    private static boolean isChosen(long seed, long id, double fraction)
    {
        return (XxHash64.hash(seed, id) >>> 11) * UNIT < fraction;
    }
}
