package dev.trinocrowd.storage;

/// Somebody else has committed what this change cannot be combined with. Nothing of the change is visible; it can be tried again.
public final class CommitConflictException
        extends StorageException
{
    public CommitConflictException(String message)
    {
        super(message);
    }
}
