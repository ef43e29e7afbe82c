package dev.trinocrowd.funnel;

import dev.trinocrowd.binding.UndecomposedStateSerializer;
import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

@AccumulatorStateMetadata(stateFactoryClass = FunnelStateFactory.class, stateSerializerClass = UndecomposedStateSerializer.class, typeParameters = "S", serializedType = "varbinary")
public interface FunnelState
        extends AccumulatorState
{
    /// Refuses steps of another type than conditions; on the first row, since Trino hides what a factory throws.
    void checkSteps();

    void add(long time, long window, long steps, TimeScale scale);

    void checkMode(ValueBlock mode, int position);

    int level();
}
