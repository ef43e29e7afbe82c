package dev.trinocrowd.attribution;

import dev.trinocrowd.binding.UndecomposedStateSerializer;
import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

@AccumulatorStateMetadata(stateFactoryClass = AttributionStateFactory.class, stateSerializerClass = UndecomposedStateSerializer.class, serializedType = "varbinary")
public interface AttributionState
        extends AccumulatorState
{
    /// Sets what the following rows are read with.
    void settings(long lookback, ValueBlock options, int position, TimeScale scale);

    /// Sets the link of the next row.
    void link(ValueBlock link, int position);

    void add(long time, ValueBlock touchpoint, int touchpointPosition, ValueBlock value, int valuePosition);

    void writeCredits(ArrayBlockBuilder out);
}
