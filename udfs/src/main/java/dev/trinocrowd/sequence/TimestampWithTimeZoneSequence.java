package dev.trinocrowd.sequence;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.BlockIndex;
import io.trino.spi.function.BlockPosition;
import io.trino.spi.function.Description;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.LiteralParameters;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.Times.zoned;
import static dev.trinocrowd.binding.Times.zonedMicroseconds;
import static dev.trinocrowd.sequence.SequenceInput.addMicroseconds;
import static dev.trinocrowd.sequence.SequenceInput.writeTimes;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.TimestampWithTimeZoneType.TIMESTAMP_TZ_MICROS;

/// `sequence_match`, `sequence_count` and `sequence_times` over `timestamp(p) with time zone`.
@AggregationFunction(decomposable = false)
public final class TimestampWithTimeZoneSequence
{
    private TimestampWithTimeZoneSequence()
    {}

    @InputFunction
    @TypeParameter("S")
    @LiteralParameters({"p", "x"})
    public static void input(
            @AggregationState("S") SequenceState state,
            @SqlType("timestamp(p) with time zone") long time,
            @BlockPosition @SqlType("S") ValueBlock conditions,
            @BlockIndex int conditionsPosition,
            @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock pattern,
            @BlockIndex int patternPosition)
    {
        addMicroseconds(state, zonedMicroseconds(time), conditions, conditionsPosition, pattern, patternPosition);
    }

    @InputFunction
    @TypeParameter("S")
    @LiteralParameters({"p", "x"})
    public static void input(
            @AggregationState("S") SequenceState state,
            @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone time,
            @BlockPosition @SqlType("S") ValueBlock conditions,
            @BlockIndex int conditionsPosition,
            @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock pattern,
            @BlockIndex int patternPosition)
    {
        addMicroseconds(state, zonedMicroseconds(time), conditions, conditionsPosition, pattern, patternPosition);
    }

    @AggregationFunction("sequence_match")
    @Description(SequenceInput.MATCH)
    @OutputFunction(StandardTypes.BOOLEAN)
    public static void match(@AggregationState("S") SequenceState state, BlockBuilder out)
    {
        BOOLEAN.writeBoolean(out, state.matches());
    }

    @AggregationFunction("sequence_count")
    @Description(SequenceInput.COUNT)
    @OutputFunction(StandardTypes.BIGINT)
    public static void count(@AggregationState("S") SequenceState state, BlockBuilder out)
    {
        BIGINT.writeLong(out, state.count());
    }

    @AggregationFunction("sequence_times")
    @Description(SequenceInput.TIMES)
    @OutputFunction("array(timestamp(6) with time zone)")
    public static void times(@AggregationState("S") SequenceState state, BlockBuilder out)
    {
        writeTimes(state, out, (times, time) -> TIMESTAMP_TZ_MICROS.writeObject(times, zoned(time)));
    }
}
