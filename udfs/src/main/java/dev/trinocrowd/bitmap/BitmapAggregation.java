package dev.trinocrowd.bitmap;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.CombineFunction;
import io.trino.spi.function.Description;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;

/// `bitmap_agg(id)`: the ids of a group as a bitmap.
@AggregationFunction("bitmap_agg")
@Description("Bitmap of the values of a group")
public final class BitmapAggregation
{
    private static final BitmapUnionStateSerializer SERIALIZER = new BitmapUnionStateSerializer();

    private BitmapAggregation()
    {}

    @InputFunction
    public static void input(@AggregationState BitmapUnionState state, @SqlType(StandardTypes.BIGINT) long id)
    {
        if (id < 0) {
            throw invalidArgument(BitmapLimits.negativeId(id));
        }
        state.add(id);
    }

    @CombineFunction
    public static void combine(@AggregationState BitmapUnionState state, @AggregationState BitmapUnionState otherState)
    {
        otherState.get().ifPresent(state::add);
    }

    @OutputFunction(BitmapType.NAME)
    public static void output(@AggregationState BitmapUnionState state, BlockBuilder out)
    {
        SERIALIZER.serialize(state, out);
    }
}
