package dev.trinocrowd.funnel;

import io.trino.spi.block.Block;
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
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.funnel.FunnelInput.addUnits;
import static io.trino.spi.type.IntegerType.INTEGER;

/// `funnel(event_time, window, steps [, mode])` over `bigint`.
@AggregationFunction(value = "funnel", decomposable = false)
@Description(FunnelInput.DESCRIPTION)
public final class BigintFunnel
{
    private BigintFunnel()
    {}

    @InputFunction
    @TypeParameter("S")
    public static void input(
            @AggregationState("S") FunnelState state,
            @SqlType(StandardTypes.BIGINT) long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock window,
            @BlockIndex int windowPosition,
            @SqlType("S") long steps)
    {
        addUnits(state, time, window, windowPosition, steps);
    }

    @InputFunction
    @TypeParameter("S")
    public static void input(
            @AggregationState("S") FunnelState state,
            @SqlType(StandardTypes.BIGINT) long time,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock window,
            @BlockIndex int windowPosition,
            @SqlType("S") Block steps)
    {
        addUnits(state, time, window, windowPosition, steps);
    }

    @OutputFunction(StandardTypes.INTEGER)
    public static void output(@AggregationState("S") FunnelState state, BlockBuilder out)
    {
        INTEGER.writeLong(out, state.level());
    }

    @AggregationFunction(value = "funnel", decomposable = false)
    @Description(FunnelInput.DESCRIPTION)
    public static final class WithMode
    {
        private WithMode()
        {}

        @InputFunction
        @TypeParameter("S")
        @LiteralParameters("x")
        public static void input(
                @AggregationState("S") FunnelState state,
                @SqlType(StandardTypes.BIGINT) long time,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock window,
                @BlockIndex int windowPosition,
                @SqlType("S") long steps,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition)
        {
            state.checkMode(mode, modePosition);
            addUnits(state, time, window, windowPosition, steps);
        }

        @InputFunction
        @TypeParameter("S")
        @LiteralParameters("x")
        public static void input(
                @AggregationState("S") FunnelState state,
                @SqlType(StandardTypes.BIGINT) long time,
                @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock window,
                @BlockIndex int windowPosition,
                @SqlType("S") Block steps,
                @SqlNullable @BlockPosition @SqlType("varchar(x)") ValueBlock mode,
                @BlockIndex int modePosition)
        {
            state.checkMode(mode, modePosition);
            addUnits(state, time, window, windowPosition, steps);
        }

        @OutputFunction(StandardTypes.INTEGER)
        public static void output(@AggregationState("S") FunnelState state, BlockBuilder out)
        {
            INTEGER.writeLong(out, state.level());
        }
    }
}
