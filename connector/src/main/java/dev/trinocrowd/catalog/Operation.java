package dev.trinocrowd.catalog;

/// What made a snapshot of the one before it.
public enum Operation
{
    CREATE,
    APPEND,
    DELETE,
    MERGE,
    TRUNCATE,
    REPLACE,
    ROLLBACK,
    COMPACT,
    EXPIRE;

    /// Whether the rows of the table stay as they are.
    public boolean keepsRows()
    {
        return this == COMPACT || this == EXPIRE;
    }
}
