package dev.trinocrowd.export.outbox;

import dev.trinocrowd.storage.StorageException;

/// Somebody else has the lease.
public final class LeaseHeldException
        extends StorageException
{
    public LeaseHeldException(String message)
    {
        super(message);
    }
}
