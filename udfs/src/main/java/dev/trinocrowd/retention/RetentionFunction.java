package dev.trinocrowd.retention;

import dev.trinocrowd.binding.Conditions;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
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

import static io.trino.spi.type.BooleanType.BOOLEAN;

/// `retention(conditions)`: which conditions a user met who met the first.
@AggregationFunction("retention")
@Description("For each condition whether a user who met the first condition met it too, in any row")
public final class RetentionFunction
{
    private RetentionFunction()
    {}

    @InputFunction
    public static void input(@AggregationState RetentionState state, @BlockPosition @SqlType("array(boolean)") ValueBlock conditions, @BlockIndex int position)
    {
        state.add(Conditions.mask(conditions, position, "retention conditions"), Conditions.count(conditions, position).orElseThrow());
    }

    @InputFunction
    public static void inputTinyint(@AggregationState RetentionState state, @SqlType(StandardTypes.TINYINT) long mask)
    {
        state.add(mask, Byte.SIZE - 1);
    }

    @InputFunction
    public static void inputSmallint(@AggregationState RetentionState state, @SqlType(StandardTypes.SMALLINT) long mask)
    {
        state.add(mask, Short.SIZE - 1);
    }

    @InputFunction
    public static void inputInteger(@AggregationState RetentionState state, @SqlType(StandardTypes.INTEGER) long mask)
    {
        state.add(mask, Integer.SIZE - 1);
    }

    @InputFunction
    public static void inputBigint(@AggregationState RetentionState state, @SqlType(StandardTypes.BIGINT) long mask)
    {
        state.add(mask, Long.SIZE - 1);
    }

    @CombineFunction
    public static void combine(@AggregationState RetentionState state, @AggregationState RetentionState other)
    {
        if (other.conditions() > 0) {
            state.add(other.met(), other.conditions());
        }
    }

    @SqlNullable
    @OutputFunction("array(boolean)")
    public static void output(@AggregationState RetentionState state, BlockBuilder out)
    {
        int conditions = state.conditions();
        if (conditions == 0) {
            out.appendNull();
            return;
        }
        long retained = state.retained();
        ((ArrayBlockBuilder) out).buildEntry(elements -> {
            for (int i = 0; i < conditions; i++) {
                BOOLEAN.writeBoolean(elements, (retained >>> i & 1) == 1);
            }
        });
    }
}
