package dev.trinocrowd.crowd;

import io.trino.spi.ErrorCode;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.ErrorType;

import static io.trino.spi.ErrorType.EXTERNAL;
import static io.trino.spi.ErrorType.INSUFFICIENT_RESOURCES;
import static io.trino.spi.ErrorType.USER_ERROR;

/// What can go wrong that Trino has no code of its own for.
public enum CrowdErrorCode
        implements ErrorCodeSupplier
{
    CROWD_FILESYSTEM_ERROR(0, EXTERNAL),
    CROWD_CORRUPT_FILE(1, EXTERNAL),
    CROWD_STORAGE_ERROR(2, EXTERNAL),
    CROWD_TOO_MANY_COMBINATIONS(3, INSUFFICIENT_RESOURCES),
    CROWD_INVALID_MEMBER(4, USER_ERROR),
    CROWD_INVALID_KEY(5, USER_ERROR),
    CROWD_DISK_FULL(6, INSUFFICIENT_RESOURCES),
    ;

    private static final int BASE = 0x5C20_0000;

    @SuppressWarnings("ImmutableEnumChecker") // an error code is immutable
    private final ErrorCode errorCode;

    CrowdErrorCode(int code, ErrorType type)
    {
        errorCode = new ErrorCode(BASE + code, name(), type);
    }

    @Override
    public ErrorCode toErrorCode()
    {
        return errorCode;
    }
}
