package dev.trinocrowd.crowd;

import io.trino.spi.connector.ConnectorTransactionHandle;

/// There is nothing yet that a transaction could change.
public enum CrowdTransactionHandle
        implements ConnectorTransactionHandle
{
    INSTANCE
}
