package dev.trinocrowd.algebra;

import static com.google.common.base.Preconditions.checkArgument;

/// The ids from `first` to `last`, both inclusive.
public record IdRange(long first, long last)
{
    public IdRange
    {
        checkArgument(0 <= first && first <= last, "a range of ids must ascend from 0 or more, found %s to %s", first, last);
    }

    public static IdRange point(long id)
    {
        return new IdRange(id, id);
    }
}
