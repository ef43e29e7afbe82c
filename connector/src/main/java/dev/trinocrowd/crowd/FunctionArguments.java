package dev.trinocrowd.crowd;

import io.airlift.slice.Slice;
import io.trino.spi.TrinoException;
import io.trino.spi.function.table.Argument;
import io.trino.spi.function.table.ScalarArgument;

import java.util.Map;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

/// The arguments of a call of a table function.
record FunctionArguments(String function, Map<String, Argument> arguments)
{
    String text(String name)
    {
        return ((Slice) value(name)).toStringUtf8();
    }

    long number(String name)
    {
        return (long) value(name);
    }

    private Object value(String name)
    {
        Object value = ((ScalarArgument) arguments.get(name)).getValue();
        if (value == null) {
            throw new TrinoException(INVALID_FUNCTION_ARGUMENT, "The argument %s of %s must not be NULL".formatted(name.toLowerCase(java.util.Locale.ENGLISH), function));
        }
        return value;
    }
}
