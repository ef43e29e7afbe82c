package dev.trinocrowd.algebra;

import java.util.concurrent.atomic.AtomicLong;

import static java.util.Objects.requireNonNull;

/// Room that is given back all together. For several threads.
public final class RoomScope
        implements RoomListener, AutoCloseable
{
    private final RoomListener listener;
    private final AtomicLong bytes = new AtomicLong();

    public RoomScope(RoomListener listener)
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

    /// Says how much is taken now in all.
    public void set(long all)
    {
        taken(all - bytes.get());
    }

    @Override
    public void close()
    {
        set(0);
    }
}
