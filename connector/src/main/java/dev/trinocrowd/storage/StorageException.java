package dev.trinocrowd.storage;

/// Something that is wrong with what is stored, or that forbids to store; its message is meant for users.
///
/// What the filesystem itself throws comes as [java.io.UncheckedIOException].
public abstract class StorageException
        extends RuntimeException
{
    protected StorageException(String message)
    {
        super(message);
    }

    protected StorageException(String message, Throwable cause)
    {
        super(message, cause);
    }
}
