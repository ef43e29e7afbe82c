package dev.trinocrowd.crowd;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;

import static com.google.common.base.Throwables.throwIfUnchecked;
import static io.trino.spi.connector.ConnectorPageSource.NOT_BLOCKED;
import static java.util.Objects.requireNonNull;

/// Works on buckets with several threads, and hands the results to one.
final class BucketTasks<T>
{
    private final IntFunction<T> task;
    private final Queue<T> results = new ArrayDeque<>();
    private CompletableFuture<Void> arrival = new CompletableFuture<>();
    private Throwable failure;
    private int open;
    private boolean isCancelled;

    BucketTasks(Collection<Integer> buckets, IntFunction<T> task, Executor executor)
    {
        this.task = requireNonNull(task, "task is null");
        open = buckets.size();
        buckets.forEach(bucket -> executor.execute(() -> run(bucket)));
    }

    private void run(int bucket)
    {
        synchronized (this) {
            if (isCancelled) {
                return;
            }
        }
        T result = null;
        Throwable thrown = null;
        try {
            result = task.apply(bucket);
        }
        catch (Throwable e) {
            thrown = e;
        }
        CompletableFuture<Void> waiting;
        synchronized (this) {
            if (thrown == null) {
                results.add(result);
            }
            else if (failure == null) {
                failure = thrown;
                // The others would be for nothing.
                isCancelled = true;
            }
            waiting = arrival;
        }
        waiting.complete(null);
    }

    /// A result that has not been taken, if there is one now.
    synchronized Optional<T> poll()
    {
        if (failure != null) {
            throwIfUnchecked(failure);
            throw new IllegalStateException(failure);
        }
        T result = results.poll();
        if (result != null) {
            open--;
        }
        return Optional.ofNullable(result);
    }

    /// Whether all results have been taken.
    synchronized boolean isDone()
    {
        return open == 0;
    }

    synchronized CompletableFuture<?> arrival()
    {
        if (open == 0 || !results.isEmpty() || failure != null) {
            return NOT_BLOCKED;
        }
        if (arrival.isDone()) {
            arrival = new CompletableFuture<>();
        }
        return arrival;
    }

    synchronized void cancel()
    {
        isCancelled = true;
        results.clear();
    }
}
