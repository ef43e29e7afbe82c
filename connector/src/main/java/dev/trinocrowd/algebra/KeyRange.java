package dev.trinocrowd.algebra;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// Values of a key column that are not NULL, between two bounds.
///
/// @param low NULL if there is no lower bound
/// @param high NULL if there is no upper bound
public record KeyRange(KeyValue low, boolean lowInclusive, KeyValue high, boolean highInclusive)
{
    public static final KeyRange ALL = new KeyRange(KeyValue.NULL, false, KeyValue.NULL, false);

    public KeyRange
    {
        requireNonNull(low, "low is null");
        requireNonNull(high, "high is null");
        checkArgument(low.isNull() || high.isNull() || low.compareTo(high) <= 0, "the bounds of a range must ascend, found %s and %s", low, high);
    }

    public static KeyRange point(KeyValue value)
    {
        checkArgument(!value.isNull(), "a point must be a value, found NULL");
        return new KeyRange(value, true, value, true);
    }

    boolean isPoint()
    {
        return lowInclusive && highInclusive && low.equals(high);
    }

    boolean contains(KeyValue value)
    {
        return !value.isNull() && !isAbove(value) && !isBelow(value);
    }

    /// Whether all of the range is below all of another one.
    boolean isBefore(KeyRange other)
    {
        if (high.isNull() || other.low.isNull()) {
            return false;
        }
        int order = high.compareTo(other.low);
        return (highInclusive && other.lowInclusive) ? order < 0 : order <= 0;
    }

    /// Whether all of the range is above a value.
    boolean isAbove(KeyValue value)
    {
        if (low.isNull()) {
            return false;
        }
        int order = low.compareTo(value);
        return lowInclusive ? order > 0 : order >= 0;
    }

    private boolean isBelow(KeyValue value)
    {
        if (high.isNull()) {
            return false;
        }
        int order = high.compareTo(value);
        return highInclusive ? order < 0 : order <= 0;
    }
}
