package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.block.Block;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.function.Description;
import io.trino.spi.function.LiteralParameters;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import java.util.Base64;
import java.util.Optional;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static dev.trinocrowd.bitmap.BitmapErrors.checked;
import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.spi.type.BigintType.BIGINT;

/// What one bitmap is made of, and what is asked of it.
public final class BitmapFunctions
{
    private BitmapFunctions()
    {}

    @ScalarFunction(value = "bitmap_cardinality", alias = "bitmap_count")
    @Description("Number of members of a bitmap")
    @SqlType(StandardTypes.BIGINT)
    public static long cardinality(@SqlType(BitmapType.NAME) Slice bitmap)
    {
        return Bitmap.of(bitmap).cardinality();
    }

    @ScalarFunction("bitmap_contains")
    @Description("Whether a value is a member of a bitmap")
    @SqlType(StandardTypes.BOOLEAN)
    public static boolean contains(@SqlType(BitmapType.NAME) Slice bitmap, @SqlType(StandardTypes.BIGINT) long value)
    {
        return Bitmap.of(bitmap).contains(value);
    }

    @ScalarFunction("bitmap_min")
    @Description("Smallest member of a bitmap, NULL if it is empty")
    @SqlNullable
    @SqlType(StandardTypes.BIGINT)
    public static Long min(@SqlType(BitmapType.NAME) Slice slice)
    {
        Bitmap bitmap = Bitmap.of(slice);
        return bitmap.isEmpty() ? null : bitmap.first();
    }

    @ScalarFunction("bitmap_max")
    @Description("Largest member of a bitmap, NULL if it is empty")
    @SqlNullable
    @SqlType(StandardTypes.BIGINT)
    public static Long max(@SqlType(BitmapType.NAME) Slice slice)
    {
        Bitmap bitmap = Bitmap.of(slice);
        return bitmap.isEmpty() ? null : bitmap.last();
    }

    @ScalarFunction("bitmap_build")
    @Description("Bitmap of the values of an array")
    @SqlType(BitmapType.NAME)
    public static Slice build(@SqlType("array(bigint)") Block values)
    {
        long[] ids = new long[values.getPositionCount()];
        int count = 0;
        for (int i = 0; i < ids.length; i++) {
            if (!values.isNull(i)) {
                long id = BIGINT.getLong(values, i);
                ids[count++] = checked(() -> BitmapLimits.checkId(id));
            }
        }
        return BitmapBuilder.fromIds(ids, count).slice();
    }

    @ScalarFunction("bitmap_to_array")
    @Description("Members of a bitmap in ascending order")
    @SqlType("array(bigint)")
    public static Block toArray(@SqlType(BitmapType.NAME) Slice bitmap)
    {
        long[] ids = checked(() -> Bitmap.of(bitmap).toArray());
        return new LongArrayBlock(ids.length, Optional.empty(), ids);
    }

    @ScalarFunction("bitmap_from_string")
    @Description("Bitmap of whole numbers with commas between them")
    @LiteralParameters("x")
    @SqlType(BitmapType.NAME)
    public static Slice fromString(@SqlType("varchar(x)") Slice text)
    {
        return checked(() -> BitmapText.parse(text.toStringUtf8())).slice();
    }

    @ScalarFunction("bitmap_to_string")
    @Description("Members of a bitmap in ascending order with commas between them")
    @SqlType(StandardTypes.VARCHAR)
    public static Slice toString(@SqlType(BitmapType.NAME) Slice bitmap)
    {
        return checked(() -> utf8Slice(BitmapText.format(Bitmap.of(bitmap))));
    }

    @ScalarFunction("bitmap_from_varbinary")
    @Description("Bitmap from bytes in the portable 64-bit roaring format, or from a bitmap cast to varbinary")
    @SqlType(BitmapType.NAME)
    public static Slice fromVarbinary(@SqlType(StandardTypes.VARBINARY) Slice bytes)
    {
        return checked(() -> PortableFormat.parse(bytes)).slice();
    }

    @ScalarFunction("bitmap_to_varbinary")
    @Description("Bytes of a bitmap in the portable 64-bit roaring format")
    @SqlType(StandardTypes.VARBINARY)
    public static Slice toVarbinary(@SqlType(BitmapType.NAME) Slice bitmap)
    {
        return PortableFormat.format(Bitmap.of(bitmap));
    }

    @ScalarFunction("bitmap_from_base64")
    @Description("Bitmap from base64 of what bitmap_from_varbinary reads")
    @LiteralParameters("x")
    @SqlType(BitmapType.NAME)
    public static Slice fromBase64(@SqlType("varchar(x)") Slice text)
    {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.getBytes());
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument("Expected a bitmap in base64: " + e.getMessage());
        }
        return fromVarbinary(Slices.wrappedBuffer(bytes));
    }

    @ScalarFunction("bitmap_to_base64")
    @Description("Base64 of what bitmap_to_varbinary gives")
    @SqlType(StandardTypes.VARCHAR)
    public static Slice toBase64(@SqlType(BitmapType.NAME) Slice bitmap)
    {
        return Slices.wrappedBuffer(Base64.getEncoder().encode(toVarbinary(bitmap).getBytes()));
    }
}
