package dev.trinocrowd.shop;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.shop.story.Scale;
import io.trino.spi.connector.BucketFunction;
import io.trino.spi.connector.ConnectorBucketNodeMap;
import io.trino.spi.connector.ConnectorNodePartitioningProvider;
import io.trino.spi.connector.ConnectorPartitioningHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

import static com.google.common.base.Preconditions.checkArgument;
import static io.trino.spi.connector.ConnectorBucketNodeMap.createBucketNodeMap;
import static io.trino.spi.type.BigintType.BIGINT;

final class ShopNodePartitioningProvider
        implements ConnectorNodePartitioningProvider
{
    @Override
    public Optional<ConnectorBucketNodeMap> getBucketNodeMapping(ConnectorTransactionHandle transactionHandle, ConnectorSession session,
            ConnectorPartitioningHandle partitioningHandle)
    {
        Scale scale = ((ShopPartitioningHandle) partitioningHandle).scale();
        return Optional.of(createBucketNodeMap(scale.buckets()).withCacheKeyHint(scale.users()));
    }

    @Override
    public ToIntFunction<ConnectorSplit> getSplitBucketFunction(
            ConnectorTransactionHandle transactionHandle,
            ConnectorSession session,
            ConnectorPartitioningHandle partitioningHandle,
            int bucketCount)
    {
        return split -> ((ShopSplit) split).bucket();
    }

    @Override
    public BucketFunction getBucketFunction(
            ConnectorTransactionHandle transactionHandle,
            ConnectorSession session,
            ConnectorPartitioningHandle partitioningHandle,
            List<Type> partitionChannelTypes,
            int bucketCount)
    {
        Scale scale = ((ShopPartitioningHandle) partitioningHandle).scale();
        checkArgument(partitionChannelTypes.equals(ImmutableList.of(BIGINT)), "The shop's users are partitioned by one bigint, found %s", partitionChannelTypes);
        checkArgument(bucketCount == scale.buckets(), "The shop's users are in %s buckets, found %s", scale.buckets(), bucketCount);
        return new ShopBucketFunction(scale);
    }
}
