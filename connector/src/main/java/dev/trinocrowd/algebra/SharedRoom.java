package dev.trinocrowd.algebra;

import java.util.concurrent.atomic.AtomicLong;

import static java.util.Objects.requireNonNull;

/// What an evaluator takes as long as it is used. For several threads.
final class SharedRoom
        implements RoomListener
{
    private final RoomListener listener;
    private final AtomicLong bytes = new AtomicLong();

    SharedRoom(RoomListener listener)
    {
        this.listener = requireNonNull(listener, "listener is null");
    }

    @Override
    public void taken(long more)
    {
        if (more != 0) {
            bytes.addAndGet(more);
            listener.taken(more);
        }
    }

    void giveBack()
    {
        taken(-bytes.get());
    }
}
