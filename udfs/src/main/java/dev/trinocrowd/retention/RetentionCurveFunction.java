package dev.trinocrowd.retention;

import dev.trinocrowd.bitmap.BitmapType;
import io.airlift.slice.Slice;
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

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DoubleType.DOUBLE;

/// `retention_curve(entry, activity, offsets [, mode [, as_of]])`: one row a user of a cohort in, the cohort's row of the retention table out.
@AggregationFunction("retention_curve")
@Description("For each offset how many entries of a cohort were retained: on, on_or_after, on_or_before, streak or bracket; incomplete periods are marked")
public final class RetentionCurveFunction
{
    private RetentionCurveFunction()
    {}

    @InputFunction
    public static void input(
            @AggregationState RetentionCurveState state,
            @SqlType(BitmapType.NAME) Slice entry,
            @SqlType(BitmapType.NAME) Slice activity,
            @SqlNullable @BlockPosition @SqlType("array(bigint)") ValueBlock offsets,
            @BlockIndex int offsetsPosition)
    {
        state.settings(offsets, offsetsPosition);
        state.add(entry, activity);
    }

    @InputFunction
    public static void input(
            @AggregationState RetentionCurveState state,
            @SqlType(BitmapType.NAME) Slice entry,
            @SqlType(BitmapType.NAME) Slice activity,
            @SqlNullable @BlockPosition @SqlType("array(bigint)") ValueBlock offsets,
            @BlockIndex int offsetsPosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.VARCHAR) ValueBlock mode,
            @BlockIndex int modePosition)
    {
        state.settings(offsets, offsetsPosition, mode, modePosition);
        state.add(entry, activity);
    }

    @InputFunction
    public static void input(
            @AggregationState RetentionCurveState state,
            @SqlType(BitmapType.NAME) Slice entry,
            @SqlType(BitmapType.NAME) Slice activity,
            @SqlNullable @BlockPosition @SqlType("array(bigint)") ValueBlock offsets,
            @BlockIndex int offsetsPosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.VARCHAR) ValueBlock mode,
            @BlockIndex int modePosition,
            @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock asOf,
            @BlockIndex int asOfPosition)
    {
        state.settings(offsets, offsetsPosition, mode, modePosition, asOf, asOfPosition);
        state.add(entry, activity);
    }

    @CombineFunction
    public static void combine(@AggregationState RetentionCurveState state, @AggregationState RetentionCurveState otherState)
    {
        state.addAll(otherState);
    }

    @SqlNullable
    @OutputFunction("array(row(period bigint, entries bigint, users bigint, rate double, complete boolean))")
    public static void output(@AggregationState RetentionCurveState state, BlockBuilder out)
    {
        if (state.counts().isEmpty()) {
            out.appendNull();
            return;
        }
        CurveCounts counts = state.counts().orElseThrow();
        ((ArrayBlockBuilder) out).buildEntry(rows -> {
            for (int cell = 0; cell < counts.settings().cells(); cell++) {
                writeCell((RowBlockBuilder) rows, counts, cell);
            }
        });
    }

    private static void writeCell(RowBlockBuilder rows, CurveCounts counts, int cell)
    {
        long entries = counts.entries(cell);
        long retained = counts.retained(cell);
        rows.buildEntry(fields -> {
            BIGINT.writeLong(fields.get(0), counts.settings().offset(cell));
            BIGINT.writeLong(fields.get(1), entries);
            BIGINT.writeLong(fields.get(2), retained);
            if (entries == 0) {
                fields.get(3).appendNull();
            }
            else {
                DOUBLE.writeDouble(fields.get(3), (double) retained / entries);
            }
            BOOLEAN.writeBoolean(fields.get(4), counts.isComplete(cell));
        });
    }
}
