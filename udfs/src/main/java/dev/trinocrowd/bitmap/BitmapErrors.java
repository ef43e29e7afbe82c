package dev.trinocrowd.bitmap;

import dev.trinocrowd.binding.InvalidArguments;

import java.util.function.Supplier;

/// What the kernel refuses, as an error of the query.
final class BitmapErrors
{
    private BitmapErrors()
    {}

    static <T> T checked(Supplier<T> operation)
    {
        try {
            return operation.get();
        }
        catch (IllegalArgumentException e) {
            throw InvalidArguments.invalidArgument(e);
        }
    }
}
