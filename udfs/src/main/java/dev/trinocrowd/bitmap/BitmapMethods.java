package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.InstanceMethod;
import io.trino.spi.function.LiteralParameters;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

/// The functions of bitmaps in method syntax: `users.cardinality()`.
public final class BitmapMethods
{
    private BitmapMethods()
    {}

    @ScalarFunction("cardinality")
    @InstanceMethod
    @Description("Number of members of a bitmap")
    @SqlType(StandardTypes.BIGINT)
    public static long cardinality(@SqlType(BitmapType.NAME) Slice bitmap)
    {
        return BitmapFunctions.cardinality(bitmap);
    }

    @ScalarFunction("contains")
    @InstanceMethod
    @Description("Whether a value is a member of a bitmap")
    @SqlType(StandardTypes.BOOLEAN)
    public static boolean contains(@SqlType(BitmapType.NAME) Slice bitmap, @SqlType(StandardTypes.BIGINT) long value)
    {
        return BitmapFunctions.contains(bitmap, value);
    }

    @ScalarFunction("minimum")
    @InstanceMethod
    @Description("Smallest member of a bitmap, NULL if it is empty")
    @SqlNullable
    @SqlType(StandardTypes.BIGINT)
    public static Long min(@SqlType(BitmapType.NAME) Slice slice)
    {
        return BitmapFunctions.min(slice);
    }

    @ScalarFunction("maximum")
    @InstanceMethod
    @Description("Largest member of a bitmap, NULL if it is empty")
    @SqlNullable
    @SqlType(StandardTypes.BIGINT)
    public static Long max(@SqlType(BitmapType.NAME) Slice slice)
    {
        return BitmapFunctions.max(slice);
    }

    @ScalarFunction("to_array")
    @InstanceMethod
    @Description("Members of a bitmap in ascending order")
    @SqlType("array(bigint)")
    public static Block toArray(@SqlType(BitmapType.NAME) Slice bitmap)
    {
        return BitmapFunctions.toArray(bitmap);
    }

    @ScalarFunction("to_string")
    @InstanceMethod
    @Description("Members of a bitmap in ascending order with commas between them")
    @SqlType(StandardTypes.VARCHAR)
    public static Slice toString(@SqlType(BitmapType.NAME) Slice bitmap)
    {
        return BitmapFunctions.toString(bitmap);
    }

    @ScalarFunction("to_base64")
    @InstanceMethod
    @Description("Base64 of what bitmap_to_varbinary gives")
    @SqlType(StandardTypes.VARCHAR)
    public static Slice toBase64(@SqlType(BitmapType.NAME) Slice bitmap)
    {
        return BitmapFunctions.toBase64(bitmap);
    }

    @ScalarFunction("and_cardinality")
    @InstanceMethod
    @Description("Number of members of both bitmaps")
    @SqlType(StandardTypes.BIGINT)
    public static long andCardinality(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapAlgebraFunctions.andCardinality(left, right);
    }

    @ScalarFunction("or_cardinality")
    @InstanceMethod
    @Description("Number of members of either bitmap")
    @SqlType(StandardTypes.BIGINT)
    public static long orCardinality(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapAlgebraFunctions.orCardinality(left, right);
    }

    @ScalarFunction("xor_cardinality")
    @InstanceMethod
    @Description("Number of members of just one of the bitmaps")
    @SqlType(StandardTypes.BIGINT)
    public static long xorCardinality(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapAlgebraFunctions.xorCardinality(left, right);
    }

    @ScalarFunction("andnot_cardinality")
    @InstanceMethod
    @Description("Number of members of the first bitmap that are not members of the second")
    @SqlType(StandardTypes.BIGINT)
    public static long andNotCardinality(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapAlgebraFunctions.andNotCardinality(left, right);
    }

    @ScalarFunction("has_any")
    @InstanceMethod
    @Description("Whether the bitmaps have a member in common")
    @SqlType(StandardTypes.BOOLEAN)
    public static boolean hasAny(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapAlgebraFunctions.hasAny(left, right);
    }

    @ScalarFunction("has_all")
    @InstanceMethod
    @Description("Whether all members of the second bitmap are members of the first")
    @SqlType(StandardTypes.BOOLEAN)
    public static boolean hasAll(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapAlgebraFunctions.hasAll(left, right);
    }

    @ScalarFunction("jaccard")
    @InstanceMethod
    @Description("Share of common members among all members of two bitmaps, NULL if both are empty")
    @SqlNullable
    @SqlType(StandardTypes.DOUBLE)
    public static Double jaccard(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapAlgebraFunctions.jaccard(left, right);
    }

    @ScalarFunction("range")
    @InstanceMethod
    @Description("Members from one value (inclusive) to another (exclusive)")
    @SqlType(BitmapType.NAME)
    public static Slice range(@SqlType(BitmapType.NAME) Slice bitmap, @SqlType(StandardTypes.BIGINT) long from, @SqlType(StandardTypes.BIGINT) long to)
    {
        return BitmapSubsetFunctions.range(bitmap, from, to);
    }

    @ScalarFunction("limit")
    @InstanceMethod
    @Description("The first n members from a value on; for a negative n the last ones up to it")
    @SqlType(BitmapType.NAME)
    public static Slice limit(@SqlType(BitmapType.NAME) Slice bitmap, @SqlType(StandardTypes.BIGINT) long from, @SqlType(StandardTypes.BIGINT) long n)
    {
        return BitmapSubsetFunctions.limit(bitmap, from, n);
    }

    @ScalarFunction("slice")
    @InstanceMethod
    @Description("n members from a position on, the first member being at 0 and the last at -1")
    @SqlType(BitmapType.NAME)
    public static Slice slice(@SqlType(BitmapType.NAME) Slice bitmap, @SqlType(StandardTypes.BIGINT) long position, @SqlType(StandardTypes.BIGINT) long n)
    {
        return BitmapSubsetFunctions.slice(bitmap, position, n);
    }

    @ScalarFunction("sample")
    @InstanceMethod
    @Description("About a fraction of the members, always the same ones for the same salt")
    @LiteralParameters("x")
    @SqlType(BitmapType.NAME)
    public static Slice sample(@SqlType(BitmapType.NAME) Slice bitmap, @SqlType(StandardTypes.DOUBLE) double fraction, @SqlType("varchar(x)") Slice salt)
    {
        return BitmapSubsetFunctions.sample(bitmap, fraction, salt);
    }

    @ScalarFunction("to_varbinary")
    @InstanceMethod
    @Description("Bytes of a bitmap in the portable 64-bit roaring format")
    @SqlType(StandardTypes.VARBINARY)
    public static Slice toVarbinary(@SqlType(BitmapType.NAME) Slice bitmap)
    {
        return BitmapFunctions.toVarbinary(bitmap);
    }
}
