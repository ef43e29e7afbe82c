package dev.trinocrowd.shop;

import io.trino.spi.connector.ConnectorSplit;

import static io.airlift.slice.SizeOf.instanceSize;

/// The rows of the users of one bucket; of a table that is not told by user, all rows.
public record ShopSplit(int bucket)
        implements ConnectorSplit
{
    private static final int INSTANCE_SIZE = instanceSize(ShopSplit.class);

    @Override
    public long getRetainedSizeInBytes()
    {
        return INSTANCE_SIZE;
    }
}
