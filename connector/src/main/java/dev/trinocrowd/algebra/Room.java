package dev.trinocrowd.algebra;

import static java.util.Objects.requireNonNull;

/// What one operator takes for the chunk at hand. Used by one thread.
final class Room
{
    private final RoomListener listener;
    private long bytes;

    Room(RoomListener listener)
    {
        this.listener = requireNonNull(listener, "listener is null");
    }

    void take(long more)
    {
        bytes += more;
        listener.taken(more);
    }

    void giveBack()
    {
        if (bytes > 0) {
            listener.taken(-bytes);
            bytes = 0;
        }
    }
}
