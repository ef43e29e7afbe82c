package dev.trinocrowd.attribution;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfDoubleArray;
import static io.airlift.slice.SizeOf.sizeOfIntArray;
import static io.airlift.slice.SizeOf.sizeOfLongArray;

/// The touches and the conversions of one group in columns: those of one link follow each other, sorted by time.
final class Journeys
{
    private static final int INSTANCE_SIZE = instanceSize(Journeys.class);

    long[] touchTimes = {};
    int[] touchNames = {};
    long[] conversionTimes = {};
    double[] conversionValues = {};

    static long bytesFor(int touches, int conversions)
    {
        return INSTANCE_SIZE + sizeOfLongArray(touches) + sizeOfIntArray(touches) + sizeOfLongArray(conversions) + sizeOfDoubleArray(conversions);
    }

    void reserve(int touches, int conversions)
    {
        if (touchTimes.length < touches) {
            touchTimes = new long[touches];
            touchNames = new int[touches];
        }
        if (conversionTimes.length < conversions) {
            conversionTimes = new long[conversions];
            conversionValues = new double[conversions];
        }
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(touchTimes) + sizeOf(touchNames) + sizeOf(conversionTimes) + sizeOf(conversionValues);
    }
}
