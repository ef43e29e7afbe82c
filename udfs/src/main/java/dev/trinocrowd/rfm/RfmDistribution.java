package dev.trinocrowd.rfm;

import java.nio.ByteBuffer;
import java.util.stream.Stream;

import static io.airlift.slice.SizeOf.instanceSize;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/// The recencies, frequencies and monetary values of a group of customers, and the method that will cut them.
public final class RfmDistribution
{
    private static final int INSTANCE_SIZE = instanceSize(RfmDistribution.class);
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 2;
    /// Of an array.
    private static final int LARGEST_BYTES = Integer.MAX_VALUE - 8;

    private final CutMethod method;
    private final ValueCounts recency;
    private final ValueCounts frequency;
    private final ValueCounts monetary;
    // a window function asks once a row
    private RfmCuts cuts;

    public RfmDistribution(CutMethod method)
    {
        this(method, new ValueCounts(), new ValueCounts(), new ValueCounts());
    }

    private RfmDistribution(CutMethod method, ValueCounts recency, ValueCounts frequency, ValueCounts monetary)
    {
        this.method = requireNonNull(method, "method is null");
        this.recency = requireNonNull(recency, "recency is null");
        this.frequency = requireNonNull(frequency, "frequency is null");
        this.monetary = requireNonNull(monetary, "monetary is null");
    }

    public CutMethod method()
    {
        return method;
    }

    public void add(double recencyValue, double frequencyValue, double monetaryValue)
    {
        checkFinite("recency", recencyValue);
        checkFinite("frequency", frequencyValue);
        checkFinite("monetary", monetaryValue);
        recency.add(recencyValue);
        frequency.add(frequencyValue);
        monetary.add(monetaryValue);
        cuts = null;
    }

    public void merge(RfmDistribution other)
    {
        checkSameMethod(other.method);
        recency.merge(other.recency);
        frequency.merge(other.frequency);
        monetary.merge(other.monetary);
        cuts = null;
    }

    public void checkSameMethod(CutMethod other)
    {
        if (method != other) {
            throw new IllegalArgumentException("rfm_cuts takes one method a group, found %s".formatted(
                    Stream.of(method.sqlName(), other.sqlName()).sorted().map("'%s'"::formatted).collect(joining(" and "))));
        }
    }

    public RfmCuts cuts()
    {
        if (cuts == null) {
            cuts = new RfmCuts(method.cuts(recency), method.cuts(frequency), method.cuts(monetary));
        }
        return cuts;
    }

    public long retainedBytes()
    {
        return INSTANCE_SIZE + recency.retainedBytes() + frequency.retainedBytes() + monetary.retainedBytes();
    }

    public byte[] serialize()
    {
        ByteBuffer out = ByteBuffer.allocate(checkSize(HEADER_BYTES + recency.serializedBytes() + frequency.serializedBytes() + monetary.serializedBytes()));
        out.put(VERSION);
        out.put(method.code());
        recency.writeTo(out);
        frequency.writeTo(out);
        monetary.writeTo(out);
        return out.array();
    }

    public static RfmDistribution deserialize(ByteBuffer in)
    {
        if (in.remaining() < HEADER_BYTES) {
            throw new IllegalArgumentException("RFM distribution is cut short: its header is missing");
        }
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("RFM distribution must be of version %d, found %d".formatted(VERSION, version));
        }
        RfmDistribution distribution = new RfmDistribution(CutMethod.ofCode(in.get()), ValueCounts.read(in), ValueCounts.read(in), ValueCounts.read(in));
        long customers = distribution.recency.total();
        if (customers == 0 || distribution.frequency.total() != customers || distribution.monetary.total() != customers) {
            throw new IllegalArgumentException("RFM distribution must hold as many recencies as frequencies and monetary values, found %d, %d and %d".formatted(
                    customers,
                    distribution.frequency.total(),
                    distribution.monetary.total()));
        }
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("RFM distribution must end after its counts, found %d more bytes".formatted(in.remaining()));
        }
        return distribution;
    }

    static int checkSize(long bytes)
    {
        if (bytes > LARGEST_BYTES) {
            throw new IllegalArgumentException(
                    "rfm_cuts sends the different values of a group between nodes in at most %d bytes, found %d: round the measures, or group the customers"
                            .formatted(LARGEST_BYTES, bytes));
        }
        return (int) bytes;
    }

    private static void checkFinite(String measure, double value)
    {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("RFM %s must be a finite number, found %s".formatted(measure, value));
        }
    }
}
