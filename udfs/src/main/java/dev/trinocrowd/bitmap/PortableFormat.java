package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

import static dev.trinocrowd.bitmap.BitmapFormat.HEADER_SIZE;

/// Bitmaps that come from elsewhere and go elsewhere: the portable 64-bit format that CRoaring, Go and Python read and write.
public final class PortableFormat
{
    private PortableFormat()
    {}

    /// Reads bytes of any origin, either in the portable format or as [Bitmap#slice] gives them, and checks them to the last bit.
    public static Bitmap parse(Slice bytes)
    {
        if (!BitmapFormat.isBitmap(bytes)) {
            return parseBuckets(bytes);
        }
        Slice body = bytes.slice(HEADER_SIZE, bytes.length() - HEADER_SIZE);
        return switch (BitmapFormat.form(bytes)) {
            case SORTED -> parseSorted(body);
            case ROARING -> parseBuckets(body);
        };
    }

    /// The bitmap in the portable format.
    public static Slice format(Bitmap bitmap)
    {
        if (bitmap instanceof RoaringIds roaring) {
            return roaring.slice().slice(HEADER_SIZE, roaring.slice().length() - HEADER_SIZE);
        }
        long[] ids = bitmap.toArray();
        BucketEncoder encoder = new BucketEncoder();
        long size = Long.BYTES;
        long buckets = 0;
        for (int index = 0; index < ids.length; buckets++) {
            index = encoder.plan(ids, index, ids.length);
            size += encoder.size();
        }
        byte[] target = new byte[Math.toIntExact(size)];
        Slice slice = Slices.wrappedBuffer(target);
        slice.setLong(0, buckets);
        int position = Long.BYTES;
        for (int index = 0; index < ids.length;) {
            index = encoder.plan(ids, index, ids.length);
            position = encoder.write(ids, target, position);
        }
        return slice;
    }

    private static Bitmap parseSorted(Slice body)
    {
        if (body.length() % Long.BYTES != 0) {
            throw new IllegalArgumentException("The ids of a bitmap must be 8 bytes each, found %d bytes".formatted(body.length()));
        }
        long[] ids = body.getLongs(0, body.length() / Long.BYTES);
        for (int i = 0; i < ids.length; i++) {
            BitmapLimits.checkId(ids[i]);
            if (i > 0 && ids[i] <= ids[i - 1]) {
                throw new IllegalArgumentException("The ids of a bitmap must ascend, found %d after %d".formatted(ids[i], ids[i - 1]));
            }
        }
        return BitmapBuilder.fromSortedIds(ids, ids.length);
    }

    private static Bitmap parseBuckets(Slice body)
    {
        BitmapValidator validator = new BitmapValidator(body);
        long buckets = validator.bucketCount();
        // What is read takes no more room once written again.
        BitmapWriter writer = new BitmapWriter(Math.min(body.length() + HEADER_SIZE, 1 << 20));
        for (long i = 0; i < buckets; i++) {
            int high = validator.nextHigh();
            int start = validator.position();
            validator.checkBucket();
            int size = validator.position() - start;
            if (size > 0) {
                writer.add(high, new ImmutableRoaringBitmap(body.toByteBuffer(start, size).asReadOnlyBuffer()));
            }
        }
        validator.checkEnd();
        return writer.finish();
    }
}
