package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.IdRange;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.ValueSet;

import java.util.List;

/// Ids that a predicate on a member allows.
public final class IdRanges
{
    private IdRanges()
    {}

    /// @param values of type bigint
    /// @return in ascending order, without overlaps
    public static List<IdRange> of(ValueSet values)
    {
        ImmutableList.Builder<IdRange> ranges = ImmutableList.builder();
        for (Range range : values.getRanges().getOrderedRanges()) {
            long low = range.isLowUnbounded() ? 0 : (long) range.getLowBoundedValue();
            long high = range.isHighUnbounded() ? Long.MAX_VALUE : (long) range.getHighBoundedValue();
            if (!range.isLowUnbounded() && !range.isLowInclusive()) {
                if (low == Long.MAX_VALUE) {
                    continue;
                }
                low++;
            }
            if (!range.isHighUnbounded() && !range.isHighInclusive()) {
                if (high == Long.MIN_VALUE) {
                    continue;
                }
                high--;
            }
            low = Math.max(low, 0);
            if (low <= high) {
                ranges.add(new IdRange(low, high));
            }
        }
        return ranges.build();
    }
}
