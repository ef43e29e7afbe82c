package dev.trinocrowd.export.delivery;

import static java.util.Objects.requireNonNull;

/// A destination that issues keys gave none.
public final class KeysRefusedException
        extends Exception
{
    private final transient SendResult result;

    /// @param result with a verdict that nothing was taken
    public KeysRefusedException(String message, SendResult result)
    {
        super(message);
        this.result = requireNonNull(result, "result is null");
    }

    public SendResult result()
    {
        return result;
    }
}
