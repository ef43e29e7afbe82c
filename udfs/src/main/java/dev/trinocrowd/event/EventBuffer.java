package dev.trinocrowd.event;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfLongArray;
import static java.lang.Math.max;
import static java.util.Objects.requireNonNull;

/// The events of one group, copied out of an [EventStore] to be sorted and walked; reused from group to group.
public final class EventBuffer
{
    private static final int INSTANCE_SIZE = instanceSize(EventBuffer.class);
    private static final int INSERTION_SORT_LIMIT = 32;
    private static final long[] EMPTY = {};

    private long[] times = EMPTY;
    private long[] payloads = EMPTY;
    private long[] mergeTimes = EMPTY;
    private long[] mergePayloads = EMPTY;
    private int size;

    /// What a buffer takes at most, once it has sorted `events` events.
    public static long bytesFor(int events)
    {
        return INSTANCE_SIZE + 2 * sizeOfLongArray(events) + 2 * sizeOfLongArray(events / 2);
    }

    public int size()
    {
        return size;
    }

    public long time(int index)
    {
        return times[index];
    }

    public long payload(int index)
    {
        return payloads[index];
    }

    public long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(times) + sizeOf(payloads) + sizeOf(mergeTimes) + sizeOf(mergePayloads);
    }

    /// Makes room for `size` events, whose contents the caller sets.
    ///
    /// @param largest the largest size to come, so that one allocation serves all groups
    public void reset(int size, int largest)
    {
        if (times.length < size) {
            times = EMPTY;
            payloads = EMPTY;
            times = new long[max(size, largest)];
            payloads = new long[max(size, largest)];
        }
        this.size = size;
    }

    public void set(int index, long time, long payload)
    {
        times[index] = time;
        payloads[index] = payload;
    }

    /// Forgets the events from `size` on.
    public void truncate(int size)
    {
        if (size < 0 || size > this.size) {
            throw new IllegalArgumentException("size must be 0 to %s, found %s".formatted(this.size, size));
        }
        this.size = size;
    }

    /// Sorts by time, then by `order`: linear when the events are in order already, `n log n` at worst.
    public void sort(PayloadOrder order)
    {
        requireNonNull(order, "order is null");
        int sorted = 1;
        while (sorted < size && compare(sorted - 1, sorted, order) <= 0) {
            sorted++;
        }
        if (sorted >= size) {
            return;
        }
        if (size <= INSERTION_SORT_LIMIT) {
            insertionSort(0, sorted, size, order);
            return;
        }
        if (mergeTimes.length < size / 2) {
            mergeTimes = EMPTY;
            mergePayloads = EMPTY;
            mergeTimes = new long[size / 2];
            mergePayloads = new long[size / 2];
        }
        mergeSort(0, size, order);
    }

    private void mergeSort(int from, int to, PayloadOrder order)
    {
        if (to - from <= INSERTION_SORT_LIMIT) {
            insertionSort(from, from + 1, to, order);
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(from, middle, order);
        mergeSort(middle, to, order);
        if (compare(middle - 1, middle, order) > 0) {
            merge(from, middle, to, order);
        }
    }

    private void merge(int from, int middle, int to, PayloadOrder order)
    {
        int leftSize = middle - from;
        System.arraycopy(times, from, mergeTimes, 0, leftSize);
        System.arraycopy(payloads, from, mergePayloads, 0, leftSize);
        int left = 0;
        int right = middle;
        int target = from;
        while (left < leftSize && right < to) {
            if (compare(mergeTimes[left], mergePayloads[left], times[right], payloads[right], order) <= 0) {
                times[target] = mergeTimes[left];
                payloads[target] = mergePayloads[left];
                left++;
            }
            else {
                times[target] = times[right];
                payloads[target] = payloads[right];
                right++;
            }
            target++;
        }
        System.arraycopy(mergeTimes, left, times, target, leftSize - left);
        System.arraycopy(mergePayloads, left, payloads, target, leftSize - left);
    }

    private void insertionSort(int from, int sorted, int to, PayloadOrder order)
    {
        for (int i = sorted; i < to; i++) {
            long time = times[i];
            long payload = payloads[i];
            int target = i;
            while (target > from && compare(times[target - 1], payloads[target - 1], time, payload, order) > 0) {
                times[target] = times[target - 1];
                payloads[target] = payloads[target - 1];
                target--;
            }
            times[target] = time;
            payloads[target] = payload;
        }
    }

    private int compare(int left, int right, PayloadOrder order)
    {
        return compare(times[left], payloads[left], times[right], payloads[right], order);
    }

    private static int compare(long leftTime, long leftPayload, long rightTime, long rightPayload, PayloadOrder order)
    {
        if (leftTime != rightTime) {
            return leftTime < rightTime ? -1 : 1;
        }
        return leftPayload == rightPayload ? 0 : order.compare(leftPayload, rightPayload);
    }
}
