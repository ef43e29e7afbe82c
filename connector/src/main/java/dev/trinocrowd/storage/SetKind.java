package dev.trinocrowd.storage;

/// What the sets of a data file mean.
public enum SetKind
{
    /// ids that are in the table
    MEMBERS(0),
    /// ids that are no longer in it
    DELETES(1);

    private final int code;

    SetKind(int code)
    {
        this.code = code;
    }

    /// What stands for it in files.
    int code()
    {
        return code;
    }
}
