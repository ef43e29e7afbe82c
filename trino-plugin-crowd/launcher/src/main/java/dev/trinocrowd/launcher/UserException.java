package dev.trinocrowd.launcher;

import static java.util.Objects.requireNonNull;

/// What the user can mend: its message is all that is printed.
public final class UserException
        extends RuntimeException
{
    public UserException(String message)
    {
        super(requireNonNull(message, "message is null"));
    }

    public UserException(String message, Throwable cause)
    {
        super(requireNonNull(message, "message is null"), cause);
    }
}
