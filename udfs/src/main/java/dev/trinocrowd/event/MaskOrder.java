package dev.trinocrowd.event;

/// How sets of conditions, the first in the lowest bit, follow each other: by the lowest condition, then by the mask.
public final class MaskOrder
{
    private MaskOrder()
    {}

    public static int compare(long left, long right)
    {
        int byLowest = Long.compare(Long.lowestOneBit(left), Long.lowestOneBit(right));
        return byLowest == 0 ? Long.compare(left, right) : byLowest;
    }
}
