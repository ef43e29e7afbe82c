package dev.trinocrowd.storage;

/// What the sets of a data file mean.
public enum SetKind
{
    /// ids that are in the table
    MEMBERS,
    /// ids that are no longer in it
    DELETES,
}
