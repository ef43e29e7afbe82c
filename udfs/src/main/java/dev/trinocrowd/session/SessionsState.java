package dev.trinocrowd.session;

import dev.trinocrowd.binding.UndecomposedStateSerializer;
import dev.trinocrowd.event.TimeScale;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

@AccumulatorStateMetadata(stateFactoryClass = SessionsStateFactory.class, stateSerializerClass = UndecomposedStateSerializer.class, serializedType = "varbinary")
public interface SessionsState
        extends AccumulatorState
{
    void add(long time, long gap, TimeScale scale);

    void sessions(SessionConsumer consumer);
}
