package dev.trinocrowd.path;

import dev.trinocrowd.binding.UndecomposedStateSerializer;
import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

@AccumulatorStateMetadata(stateFactoryClass = PathStateFactory.class, stateSerializerClass = UndecomposedStateSerializer.class, serializedType = "varbinary")
public interface PathState
        extends AccumulatorState
{
    /// Sets what the following events are read with.
    void settings(long gap, long maxSteps, TimeScale scale);

    void settings(long gap, long maxSteps, ValueBlock options, int position, TimeScale scale);

    void add(long time, ValueBlock event, int position);

    void writePaths(ArrayBlockBuilder out);
}
