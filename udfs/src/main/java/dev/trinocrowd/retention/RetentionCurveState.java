package dev.trinocrowd.retention;

import io.airlift.slice.Slice;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

import java.util.Optional;

@AccumulatorStateMetadata(stateFactoryClass = RetentionCurveStateFactory.class, stateSerializerClass = RetentionCurveStateSerializer.class, serializedType = "varbinary")
public interface RetentionCurveState
        extends AccumulatorState
{
    /// Sets what the next row is counted with.
    void settings(ValueBlock offsets, int offsetsPosition);

    void settings(ValueBlock offsets, int offsetsPosition, ValueBlock mode, int modePosition);

    void settings(ValueBlock offsets, int offsetsPosition, ValueBlock mode, int modePosition, ValueBlock asOf, int asOfPosition);

    void add(Slice entry, Slice activity);

    void addAll(RetentionCurveState other);

    /// Empty without a row.
    Optional<CurveCounts> counts();

    void setCounts(CurveCounts counts);
}
