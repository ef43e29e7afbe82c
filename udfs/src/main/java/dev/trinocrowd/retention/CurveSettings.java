package dev.trinocrowd.retention;

import com.google.common.math.LongMath;
import com.google.common.primitives.ImmutableLongArray;

import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/// What a curve is asked for.
///
/// @param offsets in periods after the entry, ascending; of mode bracket the borders
/// @param asOf the first period that is not over, if that matters
record CurveSettings(CurveMode mode, ImmutableLongArray offsets, OptionalLong asOf)
{
    static final int MAX_OFFSETS = 1000;

    CurveSettings
    {
        requireNonNull(mode, "mode is null");
        requireNonNull(offsets, "offsets is null");
        requireNonNull(asOf, "asOf is null");
        int fewest = mode == CurveMode.BRACKET ? 2 : 1;
        if (offsets.length() < fewest || offsets.length() > MAX_OFFSETS) {
            throw new IllegalArgumentException("retention_curve offsets must be %s to %s in mode %s, found %s".formatted(fewest, MAX_OFFSETS, mode.sqlName(), offsets.length()));
        }
        if (offsets.get(0) < 0) {
            throw new IllegalArgumentException("retention_curve offsets must not be negative, found %s".formatted(offsets.get(0)));
        }
        for (int i = 1; i < offsets.length(); i++) {
            if (offsets.get(i) <= offsets.get(i - 1)) {
                throw new IllegalArgumentException("retention_curve offsets must ascend, found %s after %s".formatted(offsets.get(i), offsets.get(i - 1)));
            }
        }
    }

    /// How many points the curve has.
    int cells()
    {
        return mode == CurveMode.BRACKET ? offsets.length() - 1 : offsets.length();
    }

    long offset(int cell)
    {
        return offsets.get(cell);
    }

    /// See [CurveMode].
    long reach(int cell)
    {
        return mode.reach(offsets.get(cell), mode == CurveMode.BRACKET ? offsets.get(cell + 1) : 0);
    }

    long distance(int cell)
    {
        return mode.distance(offsets.get(cell));
    }

    /// The last entry for which the cell is over.
    long lastComplete(int cell)
    {
        if (asOf.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long lastOffset = mode == CurveMode.BRACKET ? offsets.get(cell + 1) - 1 : offsets.get(cell);
        return LongMath.saturatedSubtract(LongMath.saturatedSubtract(asOf.getAsLong(), 1), lastOffset);
    }
}
