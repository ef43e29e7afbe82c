package dev.trinocrowd.algebra;

/// A join pairs more key tuples than the caller allows.
public final class TooManyClassesException
        extends RuntimeException
{
    private static final long serialVersionUID = 1;

    private final long limit;
    private final long found;

    public TooManyClassesException(long limit, long found)
    {
        super("A join of crowds must pair at most %s combinations of keys, found %s".formatted(limit, found));
        this.limit = limit;
        this.found = found;
    }

    public long limit()
    {
        return limit;
    }

    public long found()
    {
        return found;
    }
}
