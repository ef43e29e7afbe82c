package dev.trinocrowd.export.delivery;

/// A staged row: a member and its payload.
public interface OutboxRow
{
    long member();

    RowAction action();

    /// The value of a payload column in the Java type of its [PayloadKind]. For one thread at a time.
    ///
    /// @return null for NULL
    Object value(int column);

    /// Says that nobody will ask for values soon. Whoever does gets them all the same.
    default void release()
    {}

    /// How many payload columns there are.
    int columns();
}
