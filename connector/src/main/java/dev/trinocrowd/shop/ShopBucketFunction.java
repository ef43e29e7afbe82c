package dev.trinocrowd.shop;

import dev.trinocrowd.shop.story.Scale;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.connector.BucketFunction;

import static io.trino.spi.type.BigintType.BIGINT;

/// @param scale knows the bucket of every user id
record ShopBucketFunction(Scale scale)
        implements BucketFunction
{
    @Override
    public int getBucket(Page page, int position)
    {
        Block users = page.getBlock(0);
        return users.isNull(position) ? 0 : scale.bucket(BIGINT.getLong(users, position));
    }
}
