package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.LiteralParameters;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

/// The functions of bitmaps on varbinary columns that hold them: for tools that cannot write a cast to BITMAP.
///
/// The bytes are checked in full at every call, which costs about as much as reading them.
public final class StoredBitmapFunctions
{
    private StoredBitmapFunctions()
    {}

    @ScalarFunction(value = "bitmap_cardinality", alias = "bitmap_count")
    @Description("Number of members of a bitmap")
    @SqlType(StandardTypes.BIGINT)
    public static long cardinality(@SqlType(StandardTypes.VARBINARY) Slice bitmap)
    {
        return BitmapFunctions.cardinality(parse(bitmap));
    }

    @ScalarFunction("bitmap_contains")
    @Description("Whether a value is a member of a bitmap")
    @SqlType(StandardTypes.BOOLEAN)
    public static boolean contains(@SqlType(StandardTypes.VARBINARY) Slice bitmap, @SqlType(StandardTypes.BIGINT) long value)
    {
        return BitmapFunctions.contains(parse(bitmap), value);
    }

    @ScalarFunction("bitmap_min")
    @Description("Smallest member of a bitmap, NULL if it is empty")
    @SqlNullable
    @SqlType(StandardTypes.BIGINT)
    public static Long min(@SqlType(StandardTypes.VARBINARY) Slice slice)
    {
        return BitmapFunctions.min(parse(slice));
    }

    @ScalarFunction("bitmap_max")
    @Description("Largest member of a bitmap, NULL if it is empty")
    @SqlNullable
    @SqlType(StandardTypes.BIGINT)
    public static Long max(@SqlType(StandardTypes.VARBINARY) Slice slice)
    {
        return BitmapFunctions.max(parse(slice));
    }

    @ScalarFunction("bitmap_to_array")
    @Description("Members of a bitmap in ascending order")
    @SqlType("array(bigint)")
    public static Block toArray(@SqlType(StandardTypes.VARBINARY) Slice bitmap)
    {
        return BitmapFunctions.toArray(parse(bitmap));
    }

    @ScalarFunction("bitmap_to_string")
    @Description("Members of a bitmap in ascending order with commas between them")
    @SqlType(StandardTypes.VARCHAR)
    public static Slice toString(@SqlType(StandardTypes.VARBINARY) Slice bitmap)
    {
        return BitmapFunctions.toString(parse(bitmap));
    }

    @ScalarFunction("bitmap_to_base64")
    @Description("Base64 of what bitmap_to_varbinary gives")
    @SqlType(StandardTypes.VARCHAR)
    public static Slice toBase64(@SqlType(StandardTypes.VARBINARY) Slice bitmap)
    {
        return BitmapFunctions.toBase64(parse(bitmap));
    }

    @ScalarFunction("bitmap_and")
    @Description("Members of both bitmaps")
    @SqlType(BitmapType.NAME)
    public static Slice and(@SqlType(StandardTypes.VARBINARY) Slice left, @SqlType(StandardTypes.VARBINARY) Slice right)
    {
        return BitmapAlgebraFunctions.and(parse(left), parse(right));
    }

    @ScalarFunction("bitmap_or")
    @Description("Members of either bitmap")
    @SqlType(BitmapType.NAME)
    public static Slice or(@SqlType(StandardTypes.VARBINARY) Slice left, @SqlType(StandardTypes.VARBINARY) Slice right)
    {
        return BitmapAlgebraFunctions.or(parse(left), parse(right));
    }

    @ScalarFunction("bitmap_xor")
    @Description("Members of just one of the bitmaps")
    @SqlType(BitmapType.NAME)
    public static Slice xor(@SqlType(StandardTypes.VARBINARY) Slice left, @SqlType(StandardTypes.VARBINARY) Slice right)
    {
        return BitmapAlgebraFunctions.xor(parse(left), parse(right));
    }

    @ScalarFunction("bitmap_andnot")
    @Description("Members of the first bitmap that are not members of the second")
    @SqlType(BitmapType.NAME)
    public static Slice andNot(@SqlType(StandardTypes.VARBINARY) Slice left, @SqlType(StandardTypes.VARBINARY) Slice right)
    {
        return BitmapAlgebraFunctions.andNot(parse(left), parse(right));
    }

    @ScalarFunction("bitmap_and_cardinality")
    @Description("Number of members of both bitmaps")
    @SqlType(StandardTypes.BIGINT)
    public static long andCardinality(@SqlType(StandardTypes.VARBINARY) Slice left, @SqlType(StandardTypes.VARBINARY) Slice right)
    {
        return BitmapAlgebraFunctions.andCardinality(parse(left), parse(right));
    }

    @ScalarFunction("bitmap_or_cardinality")
    @Description("Number of members of either bitmap")
    @SqlType(StandardTypes.BIGINT)
    public static long orCardinality(@SqlType(StandardTypes.VARBINARY) Slice left, @SqlType(StandardTypes.VARBINARY) Slice right)
    {
        return BitmapAlgebraFunctions.orCardinality(parse(left), parse(right));
    }

    @ScalarFunction("bitmap_xor_cardinality")
    @Description("Number of members of just one of the bitmaps")
    @SqlType(StandardTypes.BIGINT)
    public static long xorCardinality(@SqlType(StandardTypes.VARBINARY) Slice left, @SqlType(StandardTypes.VARBINARY) Slice right)
    {
        return BitmapAlgebraFunctions.xorCardinality(parse(left), parse(right));
    }

    @ScalarFunction("bitmap_andnot_cardinality")
    @Description("Number of members of the first bitmap that are not members of the second")
    @SqlType(StandardTypes.BIGINT)
    public static long andNotCardinality(@SqlType(StandardTypes.VARBINARY) Slice left, @SqlType(StandardTypes.VARBINARY) Slice right)
    {
        return BitmapAlgebraFunctions.andNotCardinality(parse(left), parse(right));
    }

    @ScalarFunction("bitmap_has_any")
    @Description("Whether the bitmaps have a member in common")
    @SqlType(StandardTypes.BOOLEAN)
    public static boolean hasAny(@SqlType(StandardTypes.VARBINARY) Slice left, @SqlType(StandardTypes.VARBINARY) Slice right)
    {
        return BitmapAlgebraFunctions.hasAny(parse(left), parse(right));
    }

    @ScalarFunction("bitmap_has_all")
    @Description("Whether all members of the second bitmap are members of the first")
    @SqlType(StandardTypes.BOOLEAN)
    public static boolean hasAll(@SqlType(StandardTypes.VARBINARY) Slice left, @SqlType(StandardTypes.VARBINARY) Slice right)
    {
        return BitmapAlgebraFunctions.hasAll(parse(left), parse(right));
    }

    @ScalarFunction("bitmap_jaccard")
    @Description("Share of common members among all members of two bitmaps, NULL if both are empty")
    @SqlNullable
    @SqlType(StandardTypes.DOUBLE)
    public static Double jaccard(@SqlType(StandardTypes.VARBINARY) Slice left, @SqlType(StandardTypes.VARBINARY) Slice right)
    {
        return BitmapAlgebraFunctions.jaccard(parse(left), parse(right));
    }

    @ScalarFunction("bitmap_range")
    @Description("Members from one value (inclusive) to another (exclusive)")
    @SqlType(BitmapType.NAME)
    public static Slice range(@SqlType(StandardTypes.VARBINARY) Slice bitmap, @SqlType(StandardTypes.BIGINT) long from, @SqlType(StandardTypes.BIGINT) long to)
    {
        return BitmapSubsetFunctions.range(parse(bitmap), from, to);
    }

    @ScalarFunction("bitmap_limit")
    @Description("The first n members from a value on; for a negative n the last ones up to it")
    @SqlType(BitmapType.NAME)
    public static Slice limit(@SqlType(StandardTypes.VARBINARY) Slice bitmap, @SqlType(StandardTypes.BIGINT) long from, @SqlType(StandardTypes.BIGINT) long n)
    {
        return BitmapSubsetFunctions.limit(parse(bitmap), from, n);
    }

    @ScalarFunction("bitmap_slice")
    @Description("n members from a position on, the first member being at 0 and the last at -1")
    @SqlType(BitmapType.NAME)
    public static Slice slice(@SqlType(StandardTypes.VARBINARY) Slice bitmap, @SqlType(StandardTypes.BIGINT) long position, @SqlType(StandardTypes.BIGINT) long n)
    {
        return BitmapSubsetFunctions.slice(parse(bitmap), position, n);
    }

    @ScalarFunction("bitmap_sample")
    @Description("About a fraction of the members, always the same ones for the same salt")
    @LiteralParameters("x")
    @SqlType(BitmapType.NAME)
    public static Slice sample(@SqlType(StandardTypes.VARBINARY) Slice bitmap, @SqlType(StandardTypes.DOUBLE) double fraction, @SqlType("varchar(x)") Slice salt)
    {
        return BitmapSubsetFunctions.sample(parse(bitmap), fraction, salt);
    }

    private static Slice parse(Slice bytes)
    {
        return BitmapFunctions.fromVarbinary(bytes);
    }
}
