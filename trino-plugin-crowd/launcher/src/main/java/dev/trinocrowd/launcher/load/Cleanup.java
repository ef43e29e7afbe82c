package dev.trinocrowd.launcher.load;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

import static java.util.Objects.requireNonNull;

/// What a load must take away again, last first, however it ends: also when the user interrupts it.
final class Cleanup
        implements AutoCloseable
{
    private final Warehouse warehouse;
    private final PrintWriter err;
    private final Thread hook = new Thread(this::run, "crowd-load-cleanup");
    private final Deque<String> statements = new ArrayDeque<>();

    Cleanup(Warehouse warehouse, PrintWriter err)
    {
        this.warehouse = requireNonNull(warehouse, "warehouse is null");
        this.err = requireNonNull(err, "err is null");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized void add(String sql)
    {
        statements.push(sql);
    }

    synchronized void remove(String sql)
    {
        statements.remove(sql);
    }

    private synchronized void run()
    {
        while (!statements.isEmpty()) {
            String sql = statements.pop();
            try {
                warehouse.execute(sql);
            }
            catch (SQLException e) {
                err.println("This could not be taken away again, run it yourself: %s (%s)".formatted(sql, e.getMessage()));
            }
        }
    }

    @Override
    public void close()
    {
        run();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        catch (IllegalStateException _) {
            // The JVM is ending already, and the hook finds nothing left to do.
            return;
        }
    }
}
