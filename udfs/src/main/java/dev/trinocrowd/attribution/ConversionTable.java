package dev.trinocrowd.attribution;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static java.lang.Math.clamp;

/// The values and links of conversions by number, in the order in which they came.
final class ConversionTable
{
    private static final int INSTANCE_SIZE = instanceSize(ConversionTable.class);
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private double[] values;
    private int[] links;
    private int size;

    ConversionTable()
    {
        values = new double[0];
        links = new int[0];
    }

    private ConversionTable(ConversionTable other)
    {
        values = other.values.clone();
        links = other.links.clone();
        size = other.size;
    }

    ConversionTable copy()
    {
        return new ConversionTable(this);
    }

    int add(double value, int link)
    {
        if (size == values.length) {
            if (size == LARGEST_ARRAY) {
                throw new IllegalArgumentException("The groups of one task must hold at most %s conversions".formatted(LARGEST_ARRAY));
            }
            int capacity = clamp(size + (size >> 1) + 16L, size + 1, LARGEST_ARRAY);
            values = Arrays.copyOf(values, capacity);
            links = Arrays.copyOf(links, capacity);
        }
        values[size] = value;
        links[size] = link;
        return size++;
    }

    double value(long number)
    {
        return values[(int) number];
    }

    int link(long number)
    {
        return links[(int) number];
    }

    int compareValues(long left, long right)
    {
        return Double.compare(value(left), value(right));
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(values) + sizeOf(links);
    }
}
