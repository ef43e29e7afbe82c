package dev.trinocrowd.crowd;

import io.trino.spi.connector.ConnectorPartitioningHandle;

import static com.google.common.base.Preconditions.checkArgument;

/// Ids in buckets: the same for all tables that have as many.
///
/// @param ofRows whether it is not the id that is given, but the row that it is in
public record CrowdPartitioningHandle(int buckets, boolean ofRows)
        implements ConnectorPartitioningHandle
{
    public CrowdPartitioningHandle
    {
        checkArgument(buckets > 0, "the number of buckets must be positive, found %s", buckets);
    }

    @Override
    public String toString()
    {
        return "members:%s".formatted(buckets);
    }
}
