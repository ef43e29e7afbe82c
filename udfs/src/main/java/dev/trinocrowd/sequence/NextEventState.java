package dev.trinocrowd.sequence;

import dev.trinocrowd.binding.UndecomposedStateSerializer;
import io.airlift.slice.Slice;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

import java.util.Optional;

@AccumulatorStateMetadata(stateFactoryClass = NextEventStateFactory.class, stateSerializerClass = UndecomposedStateSerializer.class, serializedType = "varbinary")
public interface NextEventState
        extends AccumulatorState
{
    /// Sets what the following events are read with.
    void settings();

    void settings(ValueBlock options, int position);

    void add(long time, Slice value, boolean anchor);

    Optional<Slice> value();
}
