package dev.trinocrowd.interval;

import dev.trinocrowd.binding.UndecomposedStateSerializer;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

import java.util.function.LongConsumer;

@AccumulatorStateMetadata(stateFactoryClass = IntervalsStateFactory.class, stateSerializerClass = UndecomposedStateSerializer.class, serializedType = "varbinary")
public interface IntervalsState
        extends AccumulatorState
{
    void add(long time, boolean isFrom, boolean isTo);

    void intervals(LongConsumer consumer);
}
