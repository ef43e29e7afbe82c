package dev.trinocrowd.crowd;

import io.trino.spi.connector.ConnectorTransactionHandle;

import java.util.UUID;

import static java.util.Objects.requireNonNull;

/// A transaction, which sees every schema and table as it was when it first asked for it.
public record CrowdTransactionHandle(UUID id)
        implements ConnectorTransactionHandle
{
    public CrowdTransactionHandle
    {
        requireNonNull(id, "id is null");
    }
}
