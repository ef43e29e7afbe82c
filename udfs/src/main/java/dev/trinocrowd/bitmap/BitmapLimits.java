package dev.trinocrowd.bitmap;

/// What an id is, and how many of them may be listed one by one.
final class BitmapLimits
{
    /// A gigabyte of longs: what lists members one by one stops here rather than in the middle of an allocation.
    static final int MAX_ELEMENTS = 1 << 27;

    private BitmapLimits()
    {}

    static int checkElements(long cardinality)
    {
        if (cardinality > MAX_ELEMENTS) {
            throw new IllegalArgumentException("A bitmap of %d members cannot be listed member by member: the limit is %d".formatted(cardinality, MAX_ELEMENTS));
        }
        return (int) cardinality;
    }

    static long checkId(long id)
    {
        if (id < 0) {
            throw negativeId(id);
        }
        return id;
    }

    static IllegalArgumentException negativeId(long id)
    {
        return new IllegalArgumentException("A member of a bitmap must be from 0 to 9223372036854775807, found " + id);
    }
}
