package dev.trinocrowd.binding;

import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ValueBlock;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_MILLISECOND;

/// Windows and gaps, read from the block so that a NULL is refused rather than skipping the row.
public final class Durations
{
    private Durations()
    {}

    /// An `interval day to second` in microseconds; one that is too long for 64 bits is as good as unbounded.
    public static long microseconds(ValueBlock block, int position, String argument)
    {
        return microseconds(units(block, position, argument));
    }

    /// @param milliseconds of an `interval day to second`
    public static long microseconds(long milliseconds)
    {
        if (Math.abs(milliseconds) <= Long.MAX_VALUE / MICROSECONDS_PER_MILLISECOND) {
            return milliseconds * MICROSECONDS_PER_MILLISECOND;
        }
        return milliseconds < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
    }

    /// A `bigint` in the unit of the times.
    public static long units(ValueBlock block, int position, String argument)
    {
        if (block.isNull(position)) {
            throw invalidArgument("%s must be positive, found NULL".formatted(argument));
        }
        return ((LongArrayBlock) block).getLong(position);
    }
}
