package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.storage.CorruptFileException;
import dev.trinocrowd.storage.WrittenBucket;

import java.util.List;

/// What writers have written, as bytes that travel to the one who commits.
public final class WrittenBuckets
{
    private WrittenBuckets()
    {}

    public static byte[] toBytes(List<WrittenBucket> written)
    {
        return Json.write(written);
    }

    /// @throws CorruptFileException if the bytes are not from [#toBytes]
    public static List<WrittenBucket> fromBytes(byte[] bytes)
    {
        return ImmutableList.copyOf(Json.read("(fragment)", bytes, WrittenBucket[].class));
    }
}
