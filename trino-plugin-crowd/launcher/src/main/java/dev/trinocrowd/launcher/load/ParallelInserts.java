package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.load.InsertBatch.Statement;
import dev.trinocrowd.launcher.sql.TrinoServer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import static java.util.Objects.requireNonNull;

/// Sends statements over several connections; a full queue holds back whoever reads the file.
final class ParallelInserts
        implements AutoCloseable
{
    private static final int CONNECTIONS = 4;
    private static final Statement END = Statement.end();

    private final TrinoServer server;
    private final Progress progress;
    private final BlockingQueue<Statement> queue = new ArrayBlockingQueue<>(CONNECTIONS);
    private final AtomicReference<SQLException> failure = new AtomicReference<>();
    private final AtomicLong inserted = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();

    ParallelInserts(TrinoServer server, Progress progress)
    {
        this.server = requireNonNull(server, "server is null");
        this.progress = requireNonNull(progress, "progress is null");
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofPlatform().daemon().name("crowd-load-" + i).start(this::work));
        }
    }

    void send(Statement statement)
            throws SQLException, InterruptedException
    {
        check();
        queue.put(statement);
    }

    /// Waits for all that was sent.
    ///
    /// @return the rows that the server says to have taken
    long finish()
            throws SQLException, InterruptedException
    {
        end();
        check();
        return inserted.get();
    }

    private void check()
            throws SQLException
    {
        SQLException exception = failure.get();
        if (exception != null) {
            throw exception;
        }
    }

    private void end()
            throws InterruptedException
    {
        for (int i = 0; i < threads.size(); i++) {
            queue.put(END);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
    }

    private void work()
    {
        try (Connection connection = server.connect();
                java.sql.Statement insert = connection.createStatement()) {
            for (Statement statement = queue.take(); !statement.isEnd(); statement = queue.take()) {
                // After a failure the queue is only emptied, so that nobody waits at it.
                if (failure.get() == null) {
                    run(insert, statement);
                }
            }
        }
        catch (SQLException e) {
            failure.compareAndSet(null, e);
            drain();
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(java.sql.Statement insert, Statement statement)
    {
        try {
            insert.execute(statement.sql());
            progress.sent(inserted.addAndGet(insert.getLargeUpdateCount()));
        }
        catch (SQLException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void drain()
    {
        try {
            while (!queue.take().isEnd()) {}
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close()
    {
        failure.compareAndSet(null, new SQLException("The load was given up."));
        try {
            end();
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
