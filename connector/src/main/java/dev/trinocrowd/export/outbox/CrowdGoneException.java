package dev.trinocrowd.export.outbox;

import dev.trinocrowd.storage.StorageException;

/// An open round goes by a version of a crowd that is no longer there.
public final class CrowdGoneException
        extends StorageException
{
    CrowdGoneException(PinnedCrowd crowd, Throwable cause)
    {
        super("The open round goes by version %s of the crowd '%s', which is gone: the crowd was dropped, or its version has expired. Nothing more of the round can be sent. The log \"$deliveries\" says what has left; to send other rows, drop the export table and stage them in a new one"
                .formatted(crowd.version(), crowd.name()), cause);
    }
}
