package dev.trinocrowd.funnel;

import dev.trinocrowd.binding.UndecomposedStateSerializer;
import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

@AccumulatorStateMetadata(stateFactoryClass = FunnelStateFactory.class, stateSerializerClass = UndecomposedStateSerializer.class, typeParameters = "S", serializedType = "varbinary")
public interface FunnelState
        extends AccumulatorState
{
    /// Refuses steps of another type than conditions; on the first row, since Trino hides what a factory throws.
    void checkSteps();

    /// To be called before [#add] on each row that has a mode.
    void setMode(ValueBlock mode, int position);

    /// @param stepCount the number of steps, or [FunnelSettings#UNKNOWN_STEP_COUNT]
    void add(long time, long window, long steps, int stepCount, boolean excluded, TimeScale scale);

    void writeLevel(BlockBuilder out);

    void writeTimes(ArrayBlockBuilder out, StepTimes times);

    void writeAttempts(ArrayBlockBuilder out, StepTimes times);
}
