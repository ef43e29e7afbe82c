package dev.trinocrowd.binding;

import io.trino.spi.TrinoException;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

/// Errors of the caller. Kernels know nothing of Trino and refuse an argument with an [IllegalArgumentException].
public final class InvalidArguments
{
    private InvalidArguments()
    {}

    public static TrinoException invalidArgument(IllegalArgumentException refusal)
    {
        return new TrinoException(INVALID_FUNCTION_ARGUMENT, refusal.getMessage(), refusal);
    }

    public static TrinoException invalidArgument(String message)
    {
        return new TrinoException(INVALID_FUNCTION_ARGUMENT, message);
    }
}
