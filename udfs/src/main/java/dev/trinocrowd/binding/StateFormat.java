package dev.trinocrowd.binding;

import io.airlift.slice.Slice;

/// The first byte of every serialised state: nodes of one query may not mix releases that write it differently.
public final class StateFormat
{
    private StateFormat()
    {}

    /// @param function whose state it is
    public static void checkVersion(Slice state, int expected, String function)
    {
        int found = state.getUnsignedByte(0);
        if (found != expected) {
            throw new IllegalStateException("A %s state must be of version %s, found %s: all nodes must run one release".formatted(function, expected, found));
        }
    }
}
