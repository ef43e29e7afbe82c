package dev.trinocrowd.algebra;

/// A right join is a left join with its sides swapped.
public enum JoinKind
{
    INNER(false, false),
    LEFT(true, false),
    FULL(true, true);

    private final boolean keepsLeft;
    private final boolean keepsRight;

    JoinKind(boolean keepsLeft, boolean keepsRight)
    {
        this.keepsLeft = keepsLeft;
        this.keepsRight = keepsRight;
    }

    /// Whether rows of the left side stay that match nothing.
    boolean keepsLeft()
    {
        return keepsLeft;
    }

    boolean keepsRight()
    {
        return keepsRight;
    }
}
