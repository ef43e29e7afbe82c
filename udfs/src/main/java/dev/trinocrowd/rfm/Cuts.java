package dev.trinocrowd.rfm;

import com.google.common.primitives.ImmutableDoubleArray;

/// The ascending thresholds of one measure: a value's level is one more than the number of cuts strictly below it.
public final class Cuts
{
    /// More cuts would give a level of two digits.
    public static final int MOST = 8;

    private final ImmutableDoubleArray values;

    private Cuts(ImmutableDoubleArray values)
    {
        this.values = values;
    }

    public static Cuts of(double... values)
    {
        if (values.length == 0 || values.length > MOST) {
            throw new IllegalArgumentException("RFM takes 1 to %d cuts a measure, found %d".formatted(MOST, values.length));
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("RFM cuts must be finite numbers, found %s".formatted(values[i]));
            }
            if (i > 0 && values[i] < values[i - 1]) {
                throw new IllegalArgumentException("RFM cuts must ascend, found %s after %s".formatted(values[i], values[i - 1]));
            }
        }
        return new Cuts(ImmutableDoubleArray.copyOf(values));
    }

    public ImmutableDoubleArray values()
    {
        return values;
    }

    public int count()
    {
        return values.length();
    }

    public int levels()
    {
        return values.length() + 1;
    }

    /// @param measure the name that an error message gives to the value
    public int strictlyBelow(String measure, double value)
    {
        int below = 0;
        while (below < values.length() && values.get(below) < value) {
            below++;
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("RFM %s must be a finite number, found %s".formatted(measure, value));
        }
        return below;
    }
}
