package dev.trinocrowd.rfm;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;

/// How often each value occurs: a sorted run of distinct values with their counts, and a buffer of values that are not yet counted.
///
/// Once counted, the same multiset is the same run, in whatever order its values and parts came.
public final class ValueCounts
{
    private static final int INSTANCE_SIZE = instanceSize(ValueCounts.class);
    private static final int FIRST_BUFFER = 8;
    private static final int LEAST_FULL_BUFFER = 64;

    private double[] values;
    private long[] counts;
    private int size;
    private double[] buffer = new double[FIRST_BUFFER];
    private int buffered;
    /// Parts much smaller than the run wait here until they are worth reading the run for; null if there are none.
    private ValueCounts smallParts;
    private long total;

    public ValueCounts()
    {
        this(new double[0], new long[0], 0);
    }

    private ValueCounts(double[] values, long[] counts, long total)
    {
        this.values = values;
        this.counts = counts;
        this.size = values.length;
        this.total = total;
    }

    public void add(double value)
    {
        if (buffered == buffer.length) {
            // a buffer as long as the run makes merging cost a constant a value
            if (buffer.length < Math.max(LEAST_FULL_BUFFER, size)) {
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
            else {
                count();
            }
        }
        buffer[buffered++] = withoutNegativeZero(value);
        total++;
    }

    /// Takes over the counts of another, which stays as it is but for its buffer being counted.
    public void merge(ValueCounts other)
    {
        countBuffer();
        other.count();
        total = Math.addExact(total, other.total);
        if (other.size >= size / 2) {
            addRun(other.values, other.counts, other.size);
            return;
        }
        if (smallParts == null) {
            smallParts = new ValueCounts();
        }
        smallParts.merge(other);
        if (smallParts.size > size / 2) {
            countSmallParts();
        }
    }

    public long total()
    {
        return total;
    }

    /// @return the type 7 quantile of order part / parts: linear between the two nearest ranks, the first rank being 0
    public double quantile(int part, int parts)
    {
        count();
        long scaledRank = Math.multiplyExact(total - 1, part);
        double lower = valueAt(scaledRank / parts);
        long remainder = scaledRank % parts;
        if (remainder == 0) {
            return lower;
        }
        double upper = valueAt(scaledRank / parts + 1);
        return interpolate(lower, upper, (double) remainder / parts);
    }

    /// The products and their sum carry what rounding drops, over a run that does not depend on the order of rows.
    public double mean()
    {
        count();
        double sum = 0;
        double dropped = 0;
        for (int i = 0; i < size; i++) {
            double count = (double) counts[i];
            double product = values[i] * count;
            dropped += Math.fma(values[i], count, -product);
            double next = sum + product;
            dropped += Math.abs(sum) >= Math.abs(product) ? (sum - next) + product : (product - next) + sum;
            sum = next;
        }
        double mean = (sum + dropped) / (double) total;
        return Double.isFinite(mean) ? mean : meanOfHugeValues();
    }

    public long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(values) + sizeOf(counts) + sizeOf(buffer) + (smallParts == null ? 0 : smallParts.retainedBytes());
    }

    public long serializedBytes()
    {
        count();
        long bytes = Integer.BYTES + (long) Double.BYTES * size;
        for (int i = 0; i < size; i++) {
            bytes += varintBytes(counts[i]);
        }
        return bytes;
    }

    public void writeTo(ByteBuffer out)
    {
        count();
        out.putInt(size);
        for (int i = 0; i < size; i++) {
            out.putDouble(values[i]);
        }
        for (int i = 0; i < size; i++) {
            putVarint(out, counts[i]);
        }
    }

    public static ValueCounts read(ByteBuffer in)
    {
        int size = in.remaining() < Integer.BYTES ? -1 : in.getInt();
        // a count takes a byte at least
        if (size < 0 || size > in.remaining() / (Double.BYTES + 1)) {
            throw new IllegalArgumentException("RFM distribution is cut short: its values do not fit into the bytes given");
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = in.getDouble();
            if (!Double.isFinite(values[i]) || isNegativeZero(values[i]) || (i > 0 && values[i] <= values[i - 1])) {
                throw new IllegalArgumentException("RFM distribution must hold finite ascending values, found %s at index %d".formatted(values[i], i));
            }
        }
        long[] counts = new long[size];
        long total = 0;
        for (int i = 0; i < size; i++) {
            counts[i] = getVarint(in);
            if (counts[i] <= 0 || total + counts[i] < 0) {
                throw new IllegalArgumentException("RFM distribution must hold positive counts that add up to a bigint, found %d at index %d".formatted(counts[i], i));
            }
            total += counts[i];
        }
        return new ValueCounts(values, counts, total);
    }

    private void count()
    {
        countBuffer();
        countSmallParts();
    }

    private void countSmallParts()
    {
        if (smallParts == null) {
            return;
        }
        smallParts.count();
        addRun(smallParts.values, smallParts.counts, smallParts.size);
        smallParts = null;
    }

    private void countBuffer()
    {
        if (buffered == 0) {
            return;
        }
        Arrays.sort(buffer, 0, buffered);
        long[] bufferCounts = new long[buffered];
        int distinct = 0;
        for (int i = 0; i < buffered; i++) {
            if (distinct == 0 || buffer[distinct - 1] != buffer[i]) {
                buffer[distinct++] = buffer[i];
            }
            bufferCounts[distinct - 1]++;
        }
        buffered = 0;
        addRun(buffer, bufferCounts, distinct);
    }

    private void addRun(double[] otherValues, long[] otherCounts, int otherSize)
    {
        int mergedSize = size + newValues(otherValues, otherSize);
        // without a new value every count is written where it was read
        double[] mergedValues = mergedSize == size ? values : new double[mergedSize];
        long[] mergedCounts = mergedSize == size ? counts : new long[mergedSize];
        int own = 0;
        int other = 0;
        for (int i = 0; i < mergedSize; i++) {
            if (other == otherSize || (own < size && values[own] < otherValues[other])) {
                mergedValues[i] = values[own];
                mergedCounts[i] = counts[own++];
            }
            else if (own == size || otherValues[other] < values[own]) {
                mergedValues[i] = otherValues[other];
                mergedCounts[i] = otherCounts[other++];
            }
            else {
                mergedValues[i] = values[own];
                mergedCounts[i] = counts[own++] + otherCounts[other++];
            }
        }
        values = mergedValues;
        counts = mergedCounts;
        size = mergedSize;
    }

    private int newValues(double[] otherValues, int otherSize)
    {
        int newValues = 0;
        int own = 0;
        for (int other = 0; other < otherSize; other++) {
            while (own < size && values[own] < otherValues[other]) {
                own++;
            }
            if (own == size || values[own] != otherValues[other]) {
                newValues++;
            }
        }
        return newValues;
    }

    private double valueAt(long rank)
    {
        long before = 0;
        int i = 0;
        while (before + counts[i] <= rank) {
            before += counts[i++];
        }
        return values[i];
    }

    private static double interpolate(double lower, double upper, double fraction)
    {
        double distance = upper - lower;
        if (Double.isInfinite(distance)) {
            return lower * (1 - fraction) + upper * fraction;
        }
        // measured from the nearer end, so that rounding never carries it past the farther one
        return fraction < 0.5 ? lower + distance * fraction : upper - distance * (1 - fraction);
    }

    private double meanOfHugeValues()
    {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < size; i++) {
            sum = sum.add(new BigDecimal(values[i]).multiply(BigDecimal.valueOf(counts[i])));
        }
        return sum.divide(BigDecimal.valueOf(total), MathContext.DECIMAL128).doubleValue();
    }

    private static double withoutNegativeZero(double value)
    {
        return value + 0.0;
    }

    private static boolean isNegativeZero(double value)
    {
        return Double.doubleToRawLongBits(value) == Long.MIN_VALUE;
    }

    private static int varintBytes(long value)
    {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    }

    private static void putVarint(ByteBuffer out, long value)
    {
        long rest = value;
        while (rest >= 0x80) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static long getVarint(ByteBuffer in)
    {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            if (!in.hasRemaining()) {
                throw new IllegalArgumentException("RFM distribution is cut short: a count is missing");
            }
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("RFM distribution must hold counts of at most 63 bits");
    }
}
