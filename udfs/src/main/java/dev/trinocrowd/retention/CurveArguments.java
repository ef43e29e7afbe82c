package dev.trinocrowd.retention;

import com.google.common.primitives.ImmutableLongArray;
import io.trino.spi.block.Block;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.ArrayType;

import java.util.OptionalLong;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;

/// The offsets, the mode and the time of `retention_curve`, as a rule constants that stand in one block for all rows of a page: only
/// another block is read.
final class CurveArguments
{
    private static final ArrayType OFFSETS = new ArrayType(BIGINT);

    private ValueBlock offsets;
    private int offsetsPosition;
    private ValueBlock mode;
    private int modePosition;
    private ValueBlock asOf;
    private int asOfPosition;
    private CurveSettings settings;

    CurveSettings settings()
    {
        return settings;
    }

    /// @param mode null if there is none
    /// @param asOf null if there is none
    void read(ValueBlock offsets, int offsetsPosition, ValueBlock mode, int modePosition, ValueBlock asOf, int asOfPosition)
    {
        if (settings != null
                && offsets == this.offsets && offsetsPosition == this.offsetsPosition
                && mode == this.mode && modePosition == this.modePosition
                && asOf == this.asOf && asOfPosition == this.asOfPosition) {
            return;
        }
        try {
            CurveSettings read = new CurveSettings(
                    mode == null ? CurveMode.ON : mode(mode, modePosition),
                    offsets(offsets, offsetsPosition),
                    asOf == null ? OptionalLong.empty() : OptionalLong.of(asOf(asOf, asOfPosition)));
            if (!read.equals(settings)) {
                settings = read;
            }
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
        this.offsets = offsets;
        this.offsetsPosition = offsetsPosition;
        this.mode = mode;
        this.modePosition = modePosition;
        this.asOf = asOf;
        this.asOfPosition = asOfPosition;
    }

    private static ImmutableLongArray offsets(ValueBlock block, int position)
    {
        if (block.isNull(position)) {
            throw new IllegalArgumentException("retention_curve offsets must be an array, found NULL");
        }
        Block elements = OFFSETS.getObject(block, position);
        int count = elements.getPositionCount();
        ImmutableLongArray.Builder offsets = ImmutableLongArray.builder(count);
        for (int i = 0; i < count; i++) {
            if (elements.isNull(i)) {
                throw new IllegalArgumentException("retention_curve offsets must be numbers, found NULL");
            }
            offsets.add(BIGINT.getLong(elements, i));
        }
        return offsets.build();
    }

    private static CurveMode mode(ValueBlock block, int position)
    {
        if (block.isNull(position)) {
            throw new IllegalArgumentException("retention_curve mode must be one of %s, found NULL".formatted(CurveMode.names()));
        }
        return CurveMode.of(VARCHAR.getSlice(block, position).toStringUtf8());
    }

    private static long asOf(ValueBlock block, int position)
    {
        if (block.isNull(position)) {
            throw new IllegalArgumentException("retention_curve as_of must be the number of a period, found NULL");
        }
        return ((LongArrayBlock) block).getLong(position);
    }
}
