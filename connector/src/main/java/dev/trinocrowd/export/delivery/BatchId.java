package dev.trinocrowd.export.delivery;

import com.google.common.hash.Hashing;

import java.nio.ByteBuffer;
import java.util.UUID;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/// Which rows travel together. The same rows have the same id in every run.
///
/// @param chunk which of the lane's chunks of rows
/// @param part which batch of the chunk
/// @param half which half of which half of it, a letter `a` or `b` for each time that it was split; empty for all of it
public record BatchId(DeliveryId delivery, int lane, long chunk, int part, String half)
{
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_8 = 0x8000;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    public BatchId
    {
        requireNonNull(delivery, "delivery is null");
        requireNonNull(half, "half is null");
        checkArgument(lane >= 0 && chunk >= 0 && part >= 0, "the numbers of a batch must not be negative");
    }

    public BatchId firstHalf()
    {
        return new BatchId(delivery, lane, chunk, part, half + 'a');
    }

    public BatchId secondHalf()
    {
        return new BatchId(delivery, lane, chunk, part, half + 'b');
    }

    /// A name for the batch that a destination can tell a repeat by: a UUID, of the version for values that are somebody's own.
    public String idempotencyKey()
    {
        byte[] hash = Hashing.sha256().newHasher()
                .putLong(delivery.table().getMostSignificantBits())
                .putLong(delivery.table().getLeastSignificantBits())
                .putLong(delivery.firstVersion())
                .putLong(delivery.lastVersion())
                .putInt(lane)
                .putLong(chunk)
                .putInt(part)
                .putString(half, UTF_8)
                .hash()
                .asBytes();
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new UUID((bytes.getLong() & VERSION_MASK) | VERSION_8, (bytes.getLong() & VARIANT_MASK) | Long.MIN_VALUE).toString();
    }

    /// As people read it: versions, lane, chunk, part, half.
    @Override
    public String toString()
    {
        return "%s-%s/%s/%s/%s%s".formatted(delivery.firstVersion(), delivery.lastVersion(), lane, chunk, part, half.isEmpty() ? "" : "/" + half);
    }
}
