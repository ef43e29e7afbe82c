package dev.trinocrowd.bitmap;

import com.google.common.collect.PeekingIterator;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

import java.util.OptionalDouble;

/// Counts and comparisons of two bitmaps, without building a third.
public final class BitmapCounts
{
    private BitmapCounts()
    {}

    public static long andCardinality(Bitmap left, Bitmap right)
    {
        if (left instanceof SortedIds ids) {
            return countMembers(ids, right);
        }
        if (right instanceof SortedIds ids) {
            return countMembers(ids, left);
        }
        return ContainerScan.andCardinality(left.slice(), right.slice());
    }

    public static long orCardinality(Bitmap left, Bitmap right)
    {
        return left.cardinality() + right.cardinality() - andCardinality(left, right);
    }

    public static long xorCardinality(Bitmap left, Bitmap right)
    {
        return left.cardinality() + right.cardinality() - 2 * andCardinality(left, right);
    }

    public static long andNotCardinality(Bitmap left, Bitmap right)
    {
        return left.cardinality() - andCardinality(left, right);
    }

    /// Whether the bitmaps have a member in common.
    public static boolean hasAny(Bitmap left, Bitmap right)
    {
        if (left instanceof SortedIds ids) {
            return hasAnyMember(ids, right);
        }
        if (right instanceof SortedIds ids) {
            return hasAnyMember(ids, left);
        }
        PeekingIterator<Bucket> leftBuckets = left.buckets();
        PeekingIterator<Bucket> rightBuckets = right.buckets();
        while (leftBuckets.hasNext() && rightBuckets.hasNext()) {
            int order = Integer.compare(leftBuckets.peek().high(), rightBuckets.peek().high());
            if (order == 0) {
                if (ImmutableRoaringBitmap.intersects(leftBuckets.next().ids(), rightBuckets.next().ids())) {
                    return true;
                }
            }
            else if (order < 0) {
                leftBuckets.next();
            }
            else {
                rightBuckets.next();
            }
        }
        return false;
    }

    /// Whether every member of `right` is in `left`.
    public static boolean hasAll(Bitmap left, Bitmap right)
    {
        if (right instanceof SortedIds ids) {
            MembershipScan scan = new MembershipScan(left);
            for (int i = 0; i < ids.count(); i++) {
                if (!scan.contains(ids.id(i))) {
                    return false;
                }
            }
            return true;
        }
        long cardinality = right.cardinality();
        return cardinality <= left.cardinality() && andCardinality(left, right) == cardinality;
    }

    /// The share of common members among all members of both; undefined when both are empty.
    public static OptionalDouble jaccard(Bitmap left, Bitmap right)
    {
        long common = andCardinality(left, right);
        long all = left.cardinality() + right.cardinality() - common;
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) common / all);
    }

    private static long countMembers(SortedIds ids, Bitmap other)
    {
        MembershipScan scan = new MembershipScan(other);
        long count = 0;
        for (int i = 0; i < ids.count(); i++) {
            if (scan.contains(ids.id(i))) {
                count++;
            }
        }
        return count;
    }

    private static boolean hasAnyMember(SortedIds ids, Bitmap other)
    {
        MembershipScan scan = new MembershipScan(other);
        for (int i = 0; i < ids.count(); i++) {
            if (scan.contains(ids.id(i))) {
                return true;
            }
        }
        return false;
    }
}
