package dev.trinocrowd.algebra;

/// Hears of the memory that is taken while something is evaluated, beside that of the sets and of the results.
///
/// Threads that evaluate together may share one.
public interface RoomListener
{
    RoomListener NONE = _ -> {};

    /// @param bytes negative when they are given back
    void taken(long bytes);
}
