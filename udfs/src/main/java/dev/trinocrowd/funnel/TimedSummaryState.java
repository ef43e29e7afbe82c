package dev.trinocrowd.funnel;

import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

import java.util.Optional;

@AccumulatorStateMetadata(stateFactoryClass = TimedSummaryStateFactory.class, stateSerializerClass = TimedSummaryStateSerializer.class, serializedType = "varbinary")
public interface TimedSummaryState
        extends AccumulatorState
{
    /// @param times of the steps, of which the first `level` count
    void add(long[] times, int level, long steps);

    void addAll(TimedSummaryState other);

    /// Empty without a row.
    Optional<StepDurations> durations();

    void setDurations(StepDurations durations);
}
