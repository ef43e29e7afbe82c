package dev.trinocrowd.bitmap;

import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;

import java.util.function.Supplier;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

/// What the kernel refuses, as an error of the query.
final class BitmapErrors
{
    private BitmapErrors()
    {}

    static <T> T checked(Supplier<T> operation)
    {
        return checked(INVALID_FUNCTION_ARGUMENT, operation);
    }

    static <T> T checked(StandardErrorCode code, Supplier<T> operation)
    {
        try {
            return operation.get();
        }
        catch (IllegalArgumentException e) {
            throw new TrinoException(code, e.getMessage(), e);
        }
    }
}
