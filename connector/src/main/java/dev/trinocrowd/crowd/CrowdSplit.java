package dev.trinocrowd.crowd;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.google.common.collect.ImmutableList;
import io.airlift.slice.SizeOf;
import io.trino.spi.SplitWeight;
import io.trino.spi.connector.ConnectorSplit;

import java.util.List;
import java.util.Optional;

import static io.airlift.slice.SizeOf.estimatedSizeOf;
import static io.airlift.slice.SizeOf.instanceSize;
import static java.util.Objects.requireNonNull;

/// Some buckets, to be worked on by one page source.
///
/// @param affinity a file that is read, so that the same node reads it again
/// @param rows of the tables in these buckets, about
public record CrowdSplit(List<Integer> buckets, Optional<String> affinity, long rows)
        implements ConnectorSplit
{
    private static final int INSTANCE_SIZE = instanceSize(CrowdSplit.class);
    private static final double ROWS_OF_STANDARD_SPLIT = 4_000_000;
    private static final double MINIMUM_WEIGHT = 0.05;

    public CrowdSplit
    {
        buckets = ImmutableList.copyOf(buckets);
        requireNonNull(affinity, "affinity is null");
    }

    @Override
    @JsonIgnore
    public Optional<String> getAffinityKey()
    {
        return affinity;
    }

    @Override
    @JsonIgnore
    public SplitWeight getSplitWeight()
    {
        return SplitWeight.fromProportion(Math.clamp(rows / ROWS_OF_STANDARD_SPLIT, MINIMUM_WEIGHT, 1));
    }

    @Override
    @JsonIgnore
    public long getRetainedSizeInBytes()
    {
        return INSTANCE_SIZE + estimatedSizeOf(buckets, _ -> Integer.BYTES) + SizeOf.sizeOf(affinity, SizeOf::estimatedSizeOf);
    }
}
