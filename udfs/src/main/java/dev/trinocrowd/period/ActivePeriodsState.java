package dev.trinocrowd.period;

import dev.trinocrowd.bitmap.Bitmap;
import io.airlift.slice.Slice;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

@AccumulatorStateMetadata(stateFactoryClass = ActivePeriodsStateFactory.class, stateSerializerClass = ActivePeriodsStateSerializer.class, serializedType = "varbinary")
public interface ActivePeriodsState
        extends AccumulatorState
{
    /// What the rows of a call ask for, as last read.
    ActivePeriodsArguments arguments();

    void add(long setting, long period);

    void addAll(ActivePeriodsState other);

    /// Empty for a group without a period.
    Bitmap periods();

    /// The state in bytes, of which there are none without a period.
    Slice serialize();

    /// Replaces what the state holds.
    void deserialize(Slice serialized);
}
