package dev.trinocrowd.launcher.deliver;

/// How a delivery ended, as scripts are told.
enum Ending
{
    /// Nothing is left, or there was nothing.
    DELIVERED(0),
    /// Nothing is left, but not every row was accepted.
    PARTLY(3),
    /// Rows are left for the next delivery.
    LEFT(4),
    /// Another delivery has the destination.
    IN_USE(5);

    private final int exitCode;

    Ending(int exitCode)
    {
        this.exitCode = exitCode;
    }

    int exitCode()
    {
        return exitCode;
    }
}
