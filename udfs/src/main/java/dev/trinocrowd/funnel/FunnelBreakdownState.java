package dev.trinocrowd.funnel;

import dev.trinocrowd.binding.UndecomposedStateSerializer;
import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

@AccumulatorStateMetadata(stateFactoryClass = FunnelBreakdownStateFactory.class, stateSerializerClass = UndecomposedStateSerializer.class, typeParameters = {"S",
    "V"}, serializedType = "varbinary")
public interface FunnelBreakdownState
        extends AccumulatorState
{
    /// Refuses steps of another type than conditions; on the first row, since Trino hides what a factory throws.
    void checkSteps();

    /// To be called before [#add] on each row that has a mode.
    void setMode(ValueBlock mode, int position);

    /// @param stepCount the number of steps, or [FunnelSettings#UNKNOWN_STEP_COUNT]
    void add(long time, long window, long steps, int stepCount, ValueBlock value, int valuePosition, boolean excluded, TimeScale scale);

    void write(BlockBuilder out);
}
