package dev.trinocrowd.export.destination;

/// What is wrong with the administrator's file.
public final class DestinationsException
        extends RuntimeException
{
    public DestinationsException(String message)
    {
        super(message);
    }

    DestinationsException(String message, Throwable cause)
    {
        super(message, cause);
    }
}
