package dev.trinocrowd.export.delivery;

/// What became of a batch.
public enum BatchStatus
{
    /// Each of its rows was accepted or rejected.
    SETTLED,
    /// It was refused as a whole and goes on as two halves, which have entries of their own.
    SPLIT,
    /// It may have been taken or not.
    UNKNOWN,
    /// It was certainly not taken, and its rows are pending as if it had never been intended.
    RELEASED,
}
