package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.LiteralParameters;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.bitmap.BitmapErrors.checked;

/// Parts of one bitmap.
public final class BitmapSubsetFunctions
{
    private BitmapSubsetFunctions()
    {}

    @ScalarFunction("bitmap_range")
    @Description("Members from one value (inclusive) to another (exclusive)")
    @SqlType(BitmapType.NAME)
    public static Slice range(@SqlType(BitmapType.NAME) Slice bitmap, @SqlType(StandardTypes.BIGINT) long from, @SqlType(StandardTypes.BIGINT) long to)
    {
        return BitmapSubsets.range(Bitmap.of(bitmap), from, to).slice();
    }

    @ScalarFunction("bitmap_limit")
    @Description("The first n members from a value on; for a negative n the last ones up to it")
    @SqlType(BitmapType.NAME)
    public static Slice limit(@SqlType(BitmapType.NAME) Slice bitmap, @SqlType(StandardTypes.BIGINT) long from, @SqlType(StandardTypes.BIGINT) long n)
    {
        return BitmapSubsets.limit(Bitmap.of(bitmap), from, n).slice();
    }

    @ScalarFunction("bitmap_slice")
    @Description("n members from a position on, the first member being at 0 and the last at -1")
    @SqlType(BitmapType.NAME)
    public static Slice slice(@SqlType(BitmapType.NAME) Slice bitmap, @SqlType(StandardTypes.BIGINT) long position, @SqlType(StandardTypes.BIGINT) long n)
    {
        return checked(() -> BitmapSubsets.slice(Bitmap.of(bitmap), position, n)).slice();
    }

    @ScalarFunction("bitmap_sample")
    @Description("About a fraction of the members, always the same ones for the same salt")
    @LiteralParameters("x")
    @SqlType(BitmapType.NAME)
    public static Slice sample(@SqlType(BitmapType.NAME) Slice bitmap, @SqlType(StandardTypes.DOUBLE) double fraction, @SqlType("varchar(x)") Slice salt)
    {
        return checked(() -> BitmapSubsets.sample(Bitmap.of(bitmap), fraction, salt)).slice();
    }
}
