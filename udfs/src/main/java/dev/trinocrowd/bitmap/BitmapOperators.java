package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.trino.spi.TrinoException;
import io.trino.spi.function.ScalarOperator;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import static io.trino.spi.StandardErrorCode.INVALID_CAST_ARGUMENT;
import static io.trino.spi.function.OperatorType.CAST;

/// Casts that store a bitmap in a varbinary column and read it back.
public final class BitmapOperators
{
    private BitmapOperators()
    {}

    @ScalarOperator(value = CAST, neverFails = true)
    @SqlType(StandardTypes.VARBINARY)
    public static Slice castToVarbinary(@SqlType(BitmapType.NAME) Slice bitmap)
    {
        return bitmap;
    }

    @ScalarOperator(CAST)
    @SqlType(BitmapType.NAME)
    public static Slice castFromVarbinary(@SqlType(StandardTypes.VARBINARY) Slice bytes)
    {
        try {
            return PortableFormat.parse(bytes).slice();
        }
        catch (IllegalArgumentException e) {
            throw new TrinoException(INVALID_CAST_ARGUMENT, e.getMessage(), e);
        }
    }
}
