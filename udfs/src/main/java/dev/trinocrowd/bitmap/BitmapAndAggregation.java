package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.CombineFunction;
import io.trino.spi.function.Description;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.bitmap.BitmapErrors.checked;

/// `bitmap_and_agg(b)`: the intersection of the bitmaps of a group.
@AggregationFunction("bitmap_and_agg")
@Description("Members of all of the bitmaps")
public final class BitmapAndAggregation
{
    private static final BitmapFoldStateSerializer SERIALIZER = new BitmapFoldStateSerializer();

    private BitmapAndAggregation()
    {}

    @InputFunction
    public static void input(@AggregationState BitmapFoldState state, @SqlType(BitmapType.NAME) Slice slice)
    {
        add(state, Bitmap.of(slice));
    }

    @InputFunction
    public static void inputStored(@AggregationState BitmapFoldState state, @SqlType(StandardTypes.VARBINARY) Slice bytes)
    {
        add(state, checked(() -> PortableFormat.parse(bytes)));
    }

    @CombineFunction
    public static void combine(@AggregationState BitmapFoldState state, @AggregationState BitmapFoldState otherState)
    {
        otherState.get().ifPresent(bitmap -> add(state, bitmap));
    }

    private static void add(BitmapFoldState state, Bitmap bitmap)
    {
        state.add(FoldOperation.AND, bitmap);
    }

    @OutputFunction(BitmapType.NAME)
    public static void output(@AggregationState BitmapFoldState state, BlockBuilder out)
    {
        SERIALIZER.serialize(state, out);
    }
}
