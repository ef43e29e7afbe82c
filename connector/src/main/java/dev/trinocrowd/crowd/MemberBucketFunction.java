package dev.trinocrowd.crowd;

import dev.trinocrowd.algebra.Buckets;
import dev.trinocrowd.algebra.IdSet;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.connector.BucketFunction;
import io.trino.spi.type.Type;

import java.util.List;

import static io.trino.spi.type.BigintType.BIGINT;
import static java.util.Objects.requireNonNull;

/// Which bucket a row belongs to.
///
/// @param type of the only column: the ids, or rows that end with the id
record MemberBucketFunction(Type type, boolean ofRows, int buckets)
        implements BucketFunction
{
    MemberBucketFunction
    {
        requireNonNull(type, "type is null");
    }

    @Override
    public int getBucket(Page page, int position)
    {
        Block block = page.getBlock(0);
        if (ofRows) {
            List<Block> fields = RowBlock.getRowFieldsFromBlock(block);
            return Buckets.bucket(BIGINT.getLong(fields.getLast(), position), buckets);
        }
        return bucket(type, block, position);
    }

    @Override
    public void getBuckets(Page page, int positionOffset, int length, int[] buckets)
    {
        Block block = page.getBlock(0);
        Block members = ofRows ? RowBlock.getRowFieldsFromBlock(block).getLast() : block;
        Type memberType = ofRows ? BIGINT : type;
        if (memberType == BIGINT && members instanceof LongArrayBlock ids && !ids.mayHaveNull()) {
            buckets(ids, positionOffset, length, buckets);
            return;
        }
        for (int i = 0; i < length; i++) {
            buckets[i] = bucket(memberType, members, positionOffset + i);
        }
    }

    /// Neighbouring rows often have neighbouring ids.
    private void buckets(LongArrayBlock ids, int offset, int length, int[] target)
    {
        long chunk = -1;
        int bucket = 0;
        for (int i = 0; i < length; i++) {
            long id = ids.getLong(offset + i);
            if (IdSet.chunk(id) != chunk) {
                chunk = IdSet.chunk(id);
                bucket = Buckets.bucketOfChunk(chunk, buckets);
            }
            target[i] = bucket;
        }
    }

    /// A NULL or negative id must get as far as the sink, which refuses it.
    private int bucket(Type memberType, Block members, int position)
    {
        if (members.isNull(position)) {
            return 0;
        }
        return Buckets.bucket(memberType.getLong(members, position), buckets);
    }
}
