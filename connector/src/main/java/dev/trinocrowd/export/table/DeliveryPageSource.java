package dev.trinocrowd.export.table;

import dev.trinocrowd.crowd.EvaluationMemory;
import dev.trinocrowd.export.delivery.Sender;
import dev.trinocrowd.export.outbox.LaneRun;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import static com.google.common.base.Throwables.throwIfUnchecked;
import static java.util.Objects.requireNonNull;

/// Sends a lane, and gives no rows. The engine's threads do not wait for the destination: the lane has a thread of its own.
final class DeliveryPageSource
        implements ConnectorPageSource
{
    /// How long calls that are on their way are awaited when the query is cancelled.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LaneRun lane;
    private final Sender sender;
    private final EvaluationMemory memory;
    private final Thread thread;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean isStarted;

    /// @param memory what the lane takes; closed with this
    DeliveryPageSource(LaneRun lane, Sender sender, EvaluationMemory memory, String name)
    {
        this.lane = requireNonNull(lane, "lane is null");
        this.sender = requireNonNull(sender, "sender is null");
        this.memory = requireNonNull(memory, "memory is null");
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
        thread.setContextClassLoader(getClass().getClassLoader());
    }

    private void run()
    {
        try (sender) {
            lane.run(sender);
            done.complete(null);
        }
        catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }

    @Override
    public long getCompletedBytes()
    {
        return 0;
    }

    @Override
    public long getReadTimeNanos()
    {
        return 0;
    }

    @Override
    public boolean isFinished()
    {
        return done.isDone() && !done.isCompletedExceptionally();
    }

    @Override
    public CompletableFuture<?> isBlocked()
    {
        return isStarted ? done.handle((_, _) -> null) : NOT_BLOCKED;
    }

    @Override
    public SourcePage getNextSourcePage()
    {
        if (!isStarted) {
            isStarted = true;
            thread.start();
        }
        if (done.isCompletedExceptionally()) {
            try {
                done.join();
            }
            catch (CompletionException e) {
                throwIfUnchecked(e.getCause());
                throw new IllegalStateException("the delivery was interrupted", e.getCause());
            }
        }
        return null;
    }

    @Override
    public void close()
    {
        try {
            end();
        }
        finally {
            memory.close();
        }
    }

    private void end()
    {
        if (!isStarted) {
            sender.close();
            isStarted = true;
            done.complete(null);
            return;
        }
        lane.stop();
        try {
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
                thread.join(PATIENCE);
            }
        }
        catch (InterruptedException _) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
