package dev.trinocrowd.crowd;

import dev.trinocrowd.algebra.RoomListener;
import io.trino.spi.connector.MemoryContext;

import static java.util.Objects.requireNonNull;

/// The memory of a page source: of its results, and of what the threads that evaluate for it take meanwhile.
public final class EvaluationMemory
        implements RoomListener
{
    private final MemoryContext memory;
    private long results;
    private long taken;
    private boolean isClosed;

    public EvaluationMemory(MemoryContext memory)
    {
        this.memory = requireNonNull(memory, "memory is null");
    }

    public synchronized void setResults(long bytes)
    {
        results = bytes;
        update();
    }

    @Override
    public synchronized void taken(long bytes)
    {
        taken += bytes;
        update();
    }

    private void update()
    {
        // Threads may end after the page source, whose memory nobody gives back then.
        if (!isClosed) {
            memory.setBytes(results + taken);
        }
    }

    public synchronized void close()
    {
        isClosed = true;
        memory.setBytes(0);
    }
}
