package dev.trinocrowd.binding;

import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.Block;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ShortArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.Type;

import java.util.OptionalInt;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TinyintType.TINYINT;

/// Conditions that travel as `array(boolean)` or as the mask that `steps()` builds.
public final class Conditions
{
    /// The bits of a `bigint` without its sign.
    public static final int MAX_CONDITIONS = 63;

    private Conditions()
    {}

    /// @param what the argument as an error names it, such as `funnel steps`
    public static void checkType(Type type, String what)
    {
        boolean known = switch (type) {
            case ArrayType array -> array.getElementType().equals(BOOLEAN);
            default -> type.equals(TINYINT) || type.equals(SMALLINT) || type.equals(INTEGER) || type.equals(BIGINT);
        };
        if (!known) {
            throw invalidArgument("%s must be array(boolean), tinyint, smallint, integer or bigint, found %s".formatted(what, type.getDisplayName()));
        }
    }

    /// The mask of one row, the first condition in the lowest bit; NULL is false.
    ///
    /// @param block of a type that was checked, and not NULL at the position
    public static long mask(ValueBlock block, int position, String what)
    {
        if (block instanceof ByteArrayBlock masks) {
            return masks.getByte(position);
        }
        if (block instanceof ArrayBlock arrays) {
            int from = from(arrays, position);
            return mask(arrays.getRawElementBlock(), from, from(arrays, position + 1) - from, what);
        }
        return switch (block) {
            case ShortArrayBlock masks -> masks.getShort(position);
            case IntArrayBlock masks -> masks.getInt(position);
            case LongArrayBlock masks -> masks.getLong(position);
            default -> throw new IllegalStateException("unexpected block of conditions: " + block.getClass().getSimpleName());
        };
    }

    /// How many conditions an array has; empty for a mask, which does not tell.
    public static OptionalInt count(ValueBlock block, int position)
    {
        return block instanceof ArrayBlock arrays ? OptionalInt.of(from(arrays, position + 1) - from(arrays, position)) : OptionalInt.empty();
    }

    /// Reads an array where it lies: an object for each row would be most of the garbage of a query.
    private static int from(ArrayBlock arrays, int position)
    {
        return arrays.getRawOffsets()[arrays.getOffsetBase() + position];
    }

    private static long mask(Block conditions, int from, int count, String what)
    {
        if (count > MAX_CONDITIONS) {
            throw invalidArgument("%s must be at most %s, found %s".formatted(what, MAX_CONDITIONS, count));
        }
        long mask = 0;
        if (conditions instanceof ByteArrayBlock bytes && !bytes.mayHaveNull()) {
            for (int i = 0; i < count; i++) {
                mask |= (bytes.getByte(from + i) & 1L) << i;
            }
            return mask;
        }
        for (int i = 0; i < count; i++) {
            if (!conditions.isNull(from + i) && BOOLEAN.getBoolean(conditions, from + i)) {
                mask |= 1L << i;
            }
        }
        return mask;
    }
}
