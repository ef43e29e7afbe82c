package dev.trinocrowd.catalog;

import dev.trinocrowd.storage.StorageException;

import static java.util.Objects.requireNonNull;

/// What was asked of the catalog cannot be done, because of what is or is not there.
public final class CatalogException
        extends StorageException
{
    private final Reason reason;

    public enum Reason
    {
        INVALID_NAME,
        SCHEMA_NOT_FOUND,
        SCHEMA_EXISTS,
        SCHEMA_NOT_EMPTY,
        TABLE_NOT_FOUND,
        TABLE_EXISTS,
        VIEW_NOT_FOUND,
        VERSION_NOT_FOUND,
        INVALID_AGE,
    }

    public CatalogException(Reason reason, String message)
    {
        super(message);
        this.reason = requireNonNull(reason, "reason is null");
    }

    public Reason reason()
    {
        return reason;
    }
}
