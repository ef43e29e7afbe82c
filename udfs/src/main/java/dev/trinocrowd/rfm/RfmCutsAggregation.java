package dev.trinocrowd.rfm;

import com.google.common.primitives.ImmutableDoubleArray;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.BlockIndex;
import io.trino.spi.function.BlockPosition;
import io.trino.spi.function.CombineFunction;
import io.trino.spi.function.Description;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.VarcharType.VARCHAR;

/// `rfm_cuts(recency, frequency, monetary [, method])`: one row a customer in, the cuts of the three measures out.
@AggregationFunction("rfm_cuts")
@Description("The thresholds that cut customers into levels of recency, frequency and monetary value")
public final class RfmCutsAggregation
{
    static final String CUTS_TYPE = "row(method varchar,recency array(double),frequency array(double),monetary array(double))";

    private RfmCutsAggregation()
    {}

    @InputFunction
    public static void input(
            @AggregationState RfmCutsState state,
            @SqlType(StandardTypes.DOUBLE) double recency,
            @SqlType(StandardTypes.DOUBLE) double frequency,
            @SqlType(StandardTypes.DOUBLE) double monetary)
    {
        add(state, CutMethod.QUINTILE, recency, frequency, monetary);
    }

    @InputFunction
    public static void input(
            @AggregationState RfmCutsState state,
            @SqlType(StandardTypes.DOUBLE) double recency,
            @SqlType(StandardTypes.DOUBLE) double frequency,
            @SqlType(StandardTypes.DOUBLE) double monetary,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.VARCHAR) ValueBlock method,
            @BlockIndex int methodPosition)
    {
        if (method.isNull(methodPosition)) {
            throw invalidArgument("The method of rfm_cuts must be one of %s, found NULL".formatted(CutMethod.names()));
        }
        add(state, method(VARCHAR.getSlice(method, methodPosition).toStringUtf8()), recency, frequency, monetary);
    }

    @CombineFunction
    public static void combine(@AggregationState RfmCutsState state, @AggregationState RfmCutsState otherState)
    {
        RfmDistribution distribution = state.getDistribution();
        if (distribution == null) {
            state.setDistribution(otherState.getDistribution());
            return;
        }
        long before = distribution.retainedBytes();
        try {
            distribution.merge(otherState.getDistribution());
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
        state.addRetainedBytes(distribution.retainedBytes() - before);
    }

    @SqlNullable
    @OutputFunction(CUTS_TYPE)
    public static void output(@AggregationState RfmCutsState state, BlockBuilder out)
    {
        RfmDistribution distribution = state.getDistribution();
        if (distribution == null) {
            out.appendNull();
            return;
        }
        RfmCuts cuts = distribution.cuts();
        ((RowBlockBuilder) out).buildEntry(fields -> {
            VARCHAR.writeSlice(fields.get(0), utf8Slice(distribution.method().sqlName()));
            write(cuts.recency(), fields.get(1));
            write(cuts.frequency(), fields.get(2));
            write(cuts.monetary(), fields.get(3));
        });
    }

    private static void add(RfmCutsState state, CutMethod method, double recency, double frequency, double monetary)
    {
        RfmDistribution distribution = state.getDistribution();
        if (distribution == null) {
            distribution = new RfmDistribution(method);
            state.setDistribution(distribution);
        }
        long before = distribution.retainedBytes();
        try {
            distribution.checkSameMethod(method);
            distribution.add(recency, frequency, monetary);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
        state.addRetainedBytes(distribution.retainedBytes() - before);
    }

    private static CutMethod method(String name)
    {
        try {
            return CutMethod.of(name);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    private static void write(Cuts cuts, BlockBuilder out)
    {
        ImmutableDoubleArray values = cuts.values();
        ((ArrayBlockBuilder) out).buildEntry(elements -> {
            for (int i = 0; i < values.length(); i++) {
                DOUBLE.writeDouble(elements, values.get(i));
            }
        });
    }
}
