package dev.trinocrowd.funnel;

import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

import java.util.Optional;

@AccumulatorStateMetadata(stateFactoryClass = FunnelSummaryStateFactory.class, stateSerializerClass = FunnelSummaryStateSerializer.class, serializedType = "varbinary")
public interface FunnelSummaryState
        extends AccumulatorState
{
    void add(long level, long steps);

    void addAll(FunnelSummaryState other);

    /// Empty without a row.
    Optional<LevelCounts> counts();

    void setCounts(LevelCounts counts);
}
