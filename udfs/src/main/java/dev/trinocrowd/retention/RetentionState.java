package dev.trinocrowd.retention;

import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

@AccumulatorStateMetadata(stateFactoryClass = RetentionStateFactory.class, stateSerializerClass = RetentionStateSerializer.class, serializedType = "varbinary")
public interface RetentionState
        extends AccumulatorState
{
    void add(long mask, int conditions);

    /// Replaces what the state holds by one row.
    void set(long mask, int conditions);

    /// 0 if there was no row.
    int conditions();

    /// The conditions that some row met.
    long met();

    /// The conditions met, provided that the first is.
    long retained();
}
