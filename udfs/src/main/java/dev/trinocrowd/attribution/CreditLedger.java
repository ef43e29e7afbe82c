package dev.trinocrowd.attribution;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.EventNames;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfDoubleArray;
import static io.airlift.slice.SizeOf.sizeOfIntArray;
import static java.lang.Math.max;
import static java.lang.Math.min;

/// The credit of each touchpoint of one group; reused from group to group.
final class CreditLedger
{
    @FunctionalInterface
    interface CreditConsumer
    {
        /// @param name the number of the touchpoint
        void accept(int name, double credit);
    }

    private static final int INSTANCE_SIZE = instanceSize(CreditLedger.class);

    /// Lines plus one by name; 0 is a name without a line.
    private int[] lines = {};
    private int[] names = {};
    private double[] credits = {};
    private int size;
    private final EventBuffer order = new EventBuffer();

    static long bytesFor(int allNames, int groupNames)
    {
        int credited = min(allNames, groupNames);
        return INSTANCE_SIZE + sizeOfIntArray(allNames) + 2 * (sizeOfIntArray(credited) + sizeOfDoubleArray(credited)) + EventBuffer.bytesFor(credited);
    }

    /// @param allNames the number of names that there are
    void start(int allNames)
    {
        if (lines.length < allNames) {
            lines = new int[allNames];
        }
        size = 0;
    }

    void add(int name, double credit)
    {
        int line = lines[name] - 1;
        if (line < 0) {
            if (size == names.length) {
                int capacity = max(8, 2 * size);
                names = Arrays.copyOf(names, capacity);
                credits = Arrays.copyOf(credits, capacity);
            }
            line = size;
            names[line] = name;
            credits[line] = 0;
            size++;
            lines[name] = size;
        }
        credits[line] += credit;
    }

    /// Gives the lines in the order of the names' bytes and closes the ledger.
    void close(EventNames allNames, CreditConsumer consumer)
    {
        order.reset(size, size);
        for (int i = 0; i < size; i++) {
            order.set(i, 0, names[i]);
        }
        order.sort(allNames::compare);
        for (int i = 0; i < size; i++) {
            int name = (int) order.payload(i);
            consumer.accept(name, credits[lines[name] - 1]);
        }
        for (int i = 0; i < size; i++) {
            lines[names[i]] = 0;
        }
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(lines) + sizeOf(names) + sizeOf(credits) + order.retainedBytes();
    }
}
