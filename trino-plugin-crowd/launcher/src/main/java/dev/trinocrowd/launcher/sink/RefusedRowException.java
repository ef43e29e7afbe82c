package dev.trinocrowd.launcher.sink;

/// A row that cannot be taken, while the others of its call are.
final class RefusedRowException
        extends Exception
{
    RefusedRowException(String message)
    {
        super(message);
    }
}
