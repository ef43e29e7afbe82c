package dev.trinocrowd.shop;

import io.trino.spi.connector.ConnectorTransactionHandle;

/// The shop never changes: all transactions are alike.
public enum ShopTransactionHandle
        implements ConnectorTransactionHandle
{
    INSTANCE
}
