package dev.trinocrowd.binding;

import io.trino.spi.block.Block;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.Type;

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

    /// The mask of an array of conditions, the first in the lowest bit; NULL is false.
    public static long mask(Block conditions, String what)
    {
        int count = conditions.getPositionCount();
        if (count > MAX_CONDITIONS) {
            throw invalidArgument("%s must be at most %s, found %s".formatted(what, MAX_CONDITIONS, count));
        }
        long mask = 0;
        for (int i = 0; i < count; i++) {
            if (!conditions.isNull(i) && BOOLEAN.getBoolean(conditions, i)) {
                mask |= 1L << i;
            }
        }
        return mask;
    }
}
