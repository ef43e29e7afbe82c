package dev.trinocrowd.crowd;

import io.trino.spi.connector.BucketFunction;
import io.trino.spi.connector.ConnectorBucketNodeMap;
import io.trino.spi.connector.ConnectorNodePartitioningProvider;
import io.trino.spi.connector.ConnectorPartitioningHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

import static com.google.common.base.Preconditions.checkArgument;
import static io.trino.spi.connector.ConnectorBucketNodeMap.createBucketNodeMap;

/// Sends rows to the writers of their buckets.
public final class CrowdNodePartitioningProvider
        implements ConnectorNodePartitioningProvider
{
    @Override
    public Optional<ConnectorBucketNodeMap> getBucketNodeMapping(ConnectorTransactionHandle transactionHandle, ConnectorSession session,
            ConnectorPartitioningHandle partitioningHandle)
    {
        return Optional.of(createBucketNodeMap(((CrowdPartitioningHandle) partitioningHandle).buckets()));
    }

    @Override
    public BucketFunction getBucketFunction(
            ConnectorTransactionHandle transactionHandle,
            ConnectorSession session,
            ConnectorPartitioningHandle partitioningHandle,
            List<Type> partitionChannelTypes,
            int bucketCount)
    {
        CrowdPartitioningHandle handle = (CrowdPartitioningHandle) partitioningHandle;
        checkArgument(partitionChannelTypes.size() == 1, "Crowd tables are partitioned by one column, found %s", partitionChannelTypes);
        return new MemberBucketFunction(partitionChannelTypes.getFirst(), handle.ofRows(), bucketCount);
    }
}
