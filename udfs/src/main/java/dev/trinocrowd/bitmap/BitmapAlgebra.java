package dev.trinocrowd.bitmap;

import com.google.common.collect.PeekingIterator;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

import java.util.Arrays;
import java.util.function.BinaryOperator;

/// Intersection, union, difference and symmetric difference, bucket by bucket over the bytes of both sides.
public final class BitmapAlgebra
{
    private BitmapAlgebra()
    {}

    public static Bitmap and(Bitmap left, Bitmap right)
    {
        if (left instanceof SortedIds ids) {
            return filter(ids, right, true);
        }
        if (right instanceof SortedIds ids) {
            return filter(ids, left, true);
        }
        return merge(left, right, Membership.AND);
    }

    public static Bitmap or(Bitmap left, Bitmap right)
    {
        return mergeAny(left, right, Membership.OR);
    }

    public static Bitmap xor(Bitmap left, Bitmap right)
    {
        return mergeAny(left, right, Membership.XOR);
    }

    /// The members of `left` that are not in `right`.
    public static Bitmap andNot(Bitmap left, Bitmap right)
    {
        if (left instanceof SortedIds ids) {
            return filter(ids, right, false);
        }
        if (right.isEmpty()) {
            return left;
        }
        return merge(left, right, Membership.AND_NOT);
    }

    private static Bitmap mergeAny(Bitmap left, Bitmap right, Membership membership)
    {
        if (left.isEmpty()) {
            return right;
        }
        if (right.isEmpty()) {
            return left;
        }
        if (left instanceof SortedIds leftIds && right instanceof SortedIds rightIds) {
            return mergeIds(leftIds, rightIds, membership == Membership.OR);
        }
        return merge(left, right, membership);
    }

    /// What a bucket that both sides have comes to, and which buckets of one side alone stay.
    private enum Membership
    {
        AND(false, false),
        OR(true, true),
        XOR(true, true),
        AND_NOT(true, false);

        private final boolean keepsLeft;
        private final boolean keepsRight;

        Membership(boolean keepsLeft, boolean keepsRight)
        {
            this.keepsLeft = keepsLeft;
            this.keepsRight = keepsRight;
        }

        private ImmutableRoaringBitmap both(ImmutableRoaringBitmap left, ImmutableRoaringBitmap right)
        {
            return switch (this) {
                case AND -> ImmutableRoaringBitmap.and(left, right);
                case OR -> ImmutableRoaringBitmap.or(left, right);
                case XOR -> ImmutableRoaringBitmap.xor(left, right);
                case AND_NOT -> ImmutableRoaringBitmap.andNot(left, right);
            };
        }
    }

    private static Bitmap merge(Bitmap left, Bitmap right, Membership membership)
    {
        BitmapWriter writer = new BitmapWriter(Math.max(left.slice().length(), right.slice().length()));
        PeekingIterator<Bucket> leftBuckets = left.buckets();
        PeekingIterator<Bucket> rightBuckets = right.buckets();
        while (leftBuckets.hasNext() && rightBuckets.hasNext()) {
            int order = Integer.compare(leftBuckets.peek().high(), rightBuckets.peek().high());
            if (order == 0) {
                Bucket bucket = leftBuckets.next();
                writer.add(bucket.high(), membership.both(bucket.ids(), rightBuckets.next().ids()));
            }
            else if (order < 0) {
                addAlone(writer, left, leftBuckets.next(), membership.keepsLeft);
            }
            else {
                addAlone(writer, right, rightBuckets.next(), membership.keepsRight);
            }
        }
        while (membership.keepsLeft && leftBuckets.hasNext()) {
            addAlone(writer, left, leftBuckets.next(), true);
        }
        while (membership.keepsRight && rightBuckets.hasNext()) {
            addAlone(writer, right, rightBuckets.next(), true);
        }
        return writer.finish();
    }

    private static void addAlone(BitmapWriter writer, Bitmap owner, Bucket bucket, boolean isKept)
    {
        if (!isKept) {
            return;
        }
        if (owner instanceof RoaringIds) {
            writer.addCanonical(bucket.high(), bucket.ids());
        }
        else {
            writer.add(bucket.high(), bucket.ids());
        }
    }

    private static Bitmap mergeIds(SortedIds left, SortedIds right, boolean isUnion)
    {
        long[] leftIds = left.toArray();
        long[] rightIds = right.toArray();
        long[] merged = new long[Math.addExact(leftIds.length, rightIds.length)];
        int leftIndex = 0;
        int rightIndex = 0;
        int count = 0;
        while (leftIndex < leftIds.length && rightIndex < rightIds.length) {
            long leftId = leftIds[leftIndex];
            long rightId = rightIds[rightIndex];
            if (leftId != rightId || isUnion) {
                merged[count++] = Math.min(leftId, rightId);
            }
            if (leftId <= rightId) {
                leftIndex++;
            }
            if (rightId <= leftId) {
                rightIndex++;
            }
        }
        int leftRest = leftIds.length - leftIndex;
        System.arraycopy(leftIds, leftIndex, merged, count, leftRest);
        count += leftRest;
        int rightRest = rightIds.length - rightIndex;
        System.arraycopy(rightIds, rightIndex, merged, count, rightRest);
        count += rightRest;
        return BitmapBuilder.fromSortedIds(merged, count);
    }

    /// The ids that are (or are not) in the other bitmap.
    private static Bitmap filter(SortedIds ids, Bitmap other, boolean isMember)
    {
        long[] kept = new long[ids.count()];
        int count = 0;
        MembershipScan scan = new MembershipScan(other);
        for (int i = 0; i < kept.length; i++) {
            long id = ids.id(i);
            if (scan.contains(id) == isMember) {
                kept[count++] = id;
            }
        }
        return BitmapBuilder.fromSortedIds(kept, count);
    }

    /// The ids that are in all of the bitmaps, of which there is at least one.
    public static Bitmap andAll(Bitmap... bitmaps)
    {
        return fold(bitmaps.clone(), BitmapAlgebra::and);
    }

    /// The union of any number of bitmaps.
    public static Bitmap orAll(Bitmap... bitmaps)
    {
        return fold(bitmaps.clone(), BitmapAlgebra::or);
    }

    /// The ids that are in an odd number of the bitmaps.
    public static Bitmap xorAll(Bitmap... bitmaps)
    {
        return fold(bitmaps.clone(), BitmapAlgebra::xor);
    }

    /// Pairs of about one size are joined first, so that no large result is copied once for every small bitmap.
    private static Bitmap fold(Bitmap[] bitmaps, BinaryOperator<Bitmap> operator)
    {
        if (bitmaps.length == 0) {
            return Bitmap.empty();
        }
        Arrays.sort(bitmaps, (left, right) -> Integer.compare(left.slice().length(), right.slice().length()));
        int count = bitmaps.length;
        while (count > 1) {
            int joined = 0;
            for (int i = 0; i < count; i += 2) {
                bitmaps[joined++] = i + 1 < count ? operator.apply(bitmaps[i], bitmaps[i + 1]) : bitmaps[i];
            }
            count = joined;
        }
        return bitmaps[0];
    }
}
