package dev.trinocrowd.attribution;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfDoubleArray;
import static io.airlift.slice.SizeOf.sizeOfLongArray;

/// The sum of a queue of values that halve with each half-life of distance.
///
/// Taking a value out never subtracts it, so that nothing is lost to cancellation: the queue is a front, of which every
/// remaining sum is known, and a back, of which the whole sum is known. When the front is used up, the back becomes the
/// front. Times go in one direction, forward or backward.
final class DecayingSum
{
    private static final int INSTANCE_SIZE = instanceSize(DecayingSum.class);

    private double halfLife;
    private long[] times = {};
    private double[] values = {};
    /// The sums of the front from here to its end, as seen from its last value.
    private double[] frontSums = {};
    private int head;
    private int backStart;
    private int tail;
    /// The sum of the back, as seen from the last value.
    private double backSum;

    static long bytesFor(int values)
    {
        return INSTANCE_SIZE + sizeOfLongArray(values) + 2 * sizeOfDoubleArray(values);
    }

    /// Begins an empty queue.
    ///
    /// @param values how many values may be added
    void start(int values, double halfLife)
    {
        if (times.length < values) {
            times = new long[values];
            this.values = new double[values];
            frontSums = new double[values];
        }
        this.halfLife = halfLife;
        head = 0;
        backStart = 0;
        tail = 0;
        backSum = 0;
    }

    boolean isEmpty()
    {
        return head == tail;
    }

    void add(long time, double value)
    {
        backSum = tail == backStart ? value : backSum * weight(times[tail - 1], time) + value;
        times[tail] = time;
        values[tail] = value;
        tail++;
    }

    /// Takes out what was added first.
    void remove()
    {
        if (head == backStart) {
            double sum = 0;
            for (int i = tail - 1; i >= head; i--) {
                sum += values[i] * weight(times[i], times[tail - 1]);
                frontSums[i] = sum;
            }
            backStart = tail;
            backSum = 0;
        }
        head++;
    }

    /// The sum as seen from a time not before that of the last value.
    double at(long time)
    {
        double sum = 0;
        if (head < backStart) {
            sum += frontSums[head] * weight(times[backStart - 1], time);
        }
        if (backStart < tail) {
            sum += backSum * weight(times[tail - 1], time);
        }
        return sum;
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(times) + sizeOf(values) + sizeOf(frontSums);
    }

    private double weight(long from, long to)
    {
        if (from == to || halfLife == Double.POSITIVE_INFINITY) {
            return 1;
        }
        // Strict: the last digit must not depend on the machine.
        return StrictMath.pow(2, -distance(from, to) / halfLife);
    }

    private static double distance(long from, long to)
    {
        long distance = from < to ? to - from : from - to;
        // Unsigned: from one end of the range of times to the other it needs all 64 bits.
        return distance >= 0 ? distance : (distance >>> 1) * 2.0;
    }
}
