package dev.trinocrowd.sequence;

import dev.trinocrowd.binding.UndecomposedStateSerializer;
import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

import java.util.function.LongConsumer;

@AccumulatorStateMetadata(stateFactoryClass = SequenceStateFactory.class, stateSerializerClass = UndecomposedStateSerializer.class, typeParameters = "S", serializedType = "varbinary")
public interface SequenceState
        extends AccumulatorState
{
    /// Sets the pattern of the following events.
    void pattern(ValueBlock pattern, int position, TimeScale scale);

    void add(long time, ValueBlock conditions, int position);

    boolean matches();

    long count();

    void times(LongConsumer times);
}
