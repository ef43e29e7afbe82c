package dev.trinocrowd.launcher.deliver;

/// Numbers by which a server says why a statement failed: Trino's own, and those of the connector.
final class ErrorCodes
{
    static final int NOT_SUPPORTED = 13;
    static final int TRANSACTION_CONFLICT = 17;
    static final int DESTINATION_IN_USE = 0x5C20_0007;
    static final int DELIVERY_STOPPED = 0x5C20_0008;

    private ErrorCodes()
    {}
}
