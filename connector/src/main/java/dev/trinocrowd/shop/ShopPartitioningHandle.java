package dev.trinocrowd.shop;

import dev.trinocrowd.shop.story.Scale;
import io.trino.spi.connector.ConnectorPartitioningHandle;

import static java.util.Objects.requireNonNull;

/// The users of a schema in ranges: the same for all its tables.
public record ShopPartitioningHandle(Scale scale)
        implements ConnectorPartitioningHandle
{
    public ShopPartitioningHandle
    {
        requireNonNull(scale, "scale is null");
    }

    @Override
    public String toString()
    {
        return "users:%s".formatted(scale.buckets());
    }
}
