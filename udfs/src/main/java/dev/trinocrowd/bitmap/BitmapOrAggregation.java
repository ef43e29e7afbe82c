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

/// `bitmap_or_agg(b)`: the union of the bitmaps of a group.
@AggregationFunction("bitmap_or_agg")
@Description("Members of at least one of the bitmaps")
public final class BitmapOrAggregation
{
    private static final BitmapUnionStateSerializer SERIALIZER = new BitmapUnionStateSerializer();

    private BitmapOrAggregation()
    {}

    @InputFunction
    public static void input(@AggregationState BitmapUnionState state, @SqlType(BitmapType.NAME) Slice slice)
    {
        add(state, Bitmap.of(slice));
    }

    @InputFunction
    public static void inputStored(@AggregationState BitmapUnionState state, @SqlType(StandardTypes.VARBINARY) Slice bytes)
    {
        add(state, checked(() -> PortableFormat.parse(bytes)));
    }

    @CombineFunction
    public static void combine(@AggregationState BitmapUnionState state, @AggregationState BitmapUnionState otherState)
    {
        otherState.get().ifPresent(bitmap -> add(state, bitmap));
    }

    private static void add(BitmapUnionState state, Bitmap bitmap)
    {
        state.add(bitmap);
    }

    @OutputFunction(BitmapType.NAME)
    public static void output(@AggregationState BitmapUnionState state, BlockBuilder out)
    {
        SERIALIZER.serialize(state, out);
    }
}
