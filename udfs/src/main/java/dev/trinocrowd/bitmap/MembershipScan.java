package dev.trinocrowd.bitmap;

import com.google.common.collect.PeekingIterator;

/// Answers whether ids are members, the ids coming in ascending order, so that the bitmap's buckets are passed only once.
final class MembershipScan
{
    private final Bitmap bitmap;
    private final PeekingIterator<Bucket> buckets;
    private int index;

    MembershipScan(Bitmap bitmap)
    {
        this.bitmap = bitmap;
        this.buckets = bitmap.buckets();
    }

    boolean contains(long id)
    {
        if (bitmap instanceof SortedIds ids) {
            while (index < ids.count() && ids.id(index) < id) {
                index++;
            }
            return index < ids.count() && ids.id(index) == id;
        }
        int high = (int) (id >>> 32);
        while (buckets.hasNext() && buckets.peek().high() < high) {
            buckets.next();
        }
        return buckets.hasNext() && buckets.peek().high() == high && buckets.peek().ids().contains((int) id);
    }
}
