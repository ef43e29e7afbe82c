package dev.trinocrowd.catalog;

import static com.google.common.base.Preconditions.checkArgument;

/// The ordinals of neighbouring keys of a data file, first to last.
public record OrdinalRange(int first, int last)
{
    public OrdinalRange
    {
        checkArgument(first >= 0 && first <= last, "a range of ordinals must not be empty, found %s to %s", first, last);
    }
}
