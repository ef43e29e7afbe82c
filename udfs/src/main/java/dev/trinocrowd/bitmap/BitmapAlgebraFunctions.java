package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import java.util.OptionalDouble;

import static dev.trinocrowd.bitmap.BitmapErrors.checked;

/// Two bitmaps: what they have in common and what not.
public final class BitmapAlgebraFunctions
{
    private BitmapAlgebraFunctions()
    {}

    @ScalarFunction("bitmap_and")
    @Description("Members of both bitmaps")
    @SqlType(BitmapType.NAME)
    public static Slice and(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapAlgebra.and(Bitmap.of(left), Bitmap.of(right)).slice();
    }

    @ScalarFunction("bitmap_or")
    @Description("Members of either bitmap")
    @SqlType(BitmapType.NAME)
    public static Slice or(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return checked(() -> BitmapAlgebra.or(Bitmap.of(left), Bitmap.of(right))).slice();
    }

    @ScalarFunction("bitmap_xor")
    @Description("Members of just one of the bitmaps")
    @SqlType(BitmapType.NAME)
    public static Slice xor(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return checked(() -> BitmapAlgebra.xor(Bitmap.of(left), Bitmap.of(right))).slice();
    }

    @ScalarFunction("bitmap_andnot")
    @Description("Members of the first bitmap that are not members of the second")
    @SqlType(BitmapType.NAME)
    public static Slice andNot(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapAlgebra.andNot(Bitmap.of(left), Bitmap.of(right)).slice();
    }

    @ScalarFunction("bitmap_and_cardinality")
    @Description("Number of members of both bitmaps")
    @SqlType(StandardTypes.BIGINT)
    public static long andCardinality(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapCounts.andCardinality(Bitmap.of(left), Bitmap.of(right));
    }

    @ScalarFunction("bitmap_or_cardinality")
    @Description("Number of members of either bitmap")
    @SqlType(StandardTypes.BIGINT)
    public static long orCardinality(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapCounts.orCardinality(Bitmap.of(left), Bitmap.of(right));
    }

    @ScalarFunction("bitmap_xor_cardinality")
    @Description("Number of members of just one of the bitmaps")
    @SqlType(StandardTypes.BIGINT)
    public static long xorCardinality(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapCounts.xorCardinality(Bitmap.of(left), Bitmap.of(right));
    }

    @ScalarFunction("bitmap_andnot_cardinality")
    @Description("Number of members of the first bitmap that are not members of the second")
    @SqlType(StandardTypes.BIGINT)
    public static long andNotCardinality(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapCounts.andNotCardinality(Bitmap.of(left), Bitmap.of(right));
    }

    @ScalarFunction("bitmap_has_any")
    @Description("Whether the bitmaps have a member in common")
    @SqlType(StandardTypes.BOOLEAN)
    public static boolean hasAny(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapCounts.hasAny(Bitmap.of(left), Bitmap.of(right));
    }

    @ScalarFunction("bitmap_has_all")
    @Description("Whether all members of the second bitmap are members of the first")
    @SqlType(StandardTypes.BOOLEAN)
    public static boolean hasAll(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        return BitmapCounts.hasAll(Bitmap.of(left), Bitmap.of(right));
    }

    @ScalarFunction("bitmap_jaccard")
    @Description("Share of common members among all members of two bitmaps, NULL if both are empty")
    @SqlNullable
    @SqlType(StandardTypes.DOUBLE)
    public static Double jaccard(@SqlType(BitmapType.NAME) Slice left, @SqlType(BitmapType.NAME) Slice right)
    {
        OptionalDouble jaccard = BitmapCounts.jaccard(Bitmap.of(left), Bitmap.of(right));
        return jaccard.isPresent() ? jaccard.getAsDouble() : null;
    }
}
