package dev.trinocrowd.crowd;

import dev.trinocrowd.crowd.WriteLedger.Rows;
import dev.trinocrowd.testing.RealServer;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static io.trino.spi.StandardErrorCode.TRANSACTION_CONFLICT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/// Writers that change tables of a server in every way that there is, without a pause, until the server is gone.
final class BusyWriters
{
    static final String APPENDED = "appended";
    static final String DELETED = "deleted";
    static final String REPLACED = "replaced";
    static final String MADE = "made_";

    private static final int BATCH = 5_000;
    /// Batches reach over chunks and buckets.
    private static final int STRIDE = 977;
    private static final int NETWORK_TIMEOUT_MILLIS = 60_000;

    private final RealServer server;
    private final WriteLedger ledger;
    private final AtomicInteger numbers;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<Future<?>> writers = new ArrayList<>();
    private volatile boolean isDying;

    private interface Work
    {
        void run(Statement statement)
                throws SQLException;
    }

    /// @param numbers of batches, of which no two lives of a server have the same
    BusyWriters(RealServer server, WriteLedger ledger, AtomicInteger numbers)
    {
        this.server = requireNonNull(server, "server is null");
        this.ledger = requireNonNull(ledger, "ledger is null");
        this.numbers = requireNonNull(numbers, "numbers is null");
    }

    static String batchName(int number)
    {
        return "batch " + number;
    }

    private static String batch(int number)
    {
        return "SELECT CAST('%s' AS varchar) AS crowd, CAST(%s + k * %s AS bigint) AS user_id FROM UNNEST(sequence(1, %s)) AS t (k)".formatted(batchName(number), number, STRIDE,
                BATCH);
    }

    private static Rows rows(int number)
    {
        return new Rows(BATCH, (long) number * BATCH + (long) STRIDE * BATCH * (BATCH + 1) / 2);
    }

    /// The ids of a batch that are not divisible by 3.
    private static Rows rest(int number)
    {
        long count = 0;
        long sum = 0;
        for (int k = 1; k <= BATCH; k++) {
            long id = number + (long) k * STRIDE;
            if (id % 3 != 0) {
                count++;
                sum += id;
            }
        }
        return new Rows(count, sum);
    }

    void start()
    {
        start(this::append);
        start(this::append);
        start(this::delete);
        start(this::make);
        start(this::replace);
        start(this::optimize);
    }

    /// How many statements have been answered.
    int acknowledged()
    {
        return acknowledged.get();
    }

    private void start(Work work)
    {
        writers.add(executor.submit(() -> {
            try (Connection connection = connect(server); Statement statement = connection.createStatement()) {
                while (!isDying) {
                    work.run(statement);
                    acknowledged.incrementAndGet();
                }
            }
            catch (Exception e) {
                // Of a dead server a client hears in many ways.
                if (!isDying) {
                    throw e;
                }
            }
            return null;
        }));
    }

    static Connection connect(RealServer server)
            throws SQLException
    {
        Connection connection = server.connect();
        // Without it, a client waits for a dead server forever.
        connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
        connection.setCatalog(TestCrowdKilled.CATALOG);
        connection.setSchema(TestCrowdKilled.SCHEMA);
        return connection;
    }

    void append(Statement statement)
            throws SQLException
    {
        int number = numbers.incrementAndGet();
        change(statement, subject(APPENDED, number), Optional.of(rows(number)), "INSERT INTO appended " + batch(number));
    }

    private void delete(Statement statement)
            throws SQLException
    {
        int number = numbers.incrementAndGet();
        String subject = subject(DELETED, number);
        change(statement, subject, Optional.of(rows(number)), "INSERT INTO deleted " + batch(number));
        change(statement, subject, Optional.of(rest(number)), "DELETE FROM deleted WHERE crowd = '%s' AND user_id %% 3 = 0".formatted(batchName(number)));
        if (number % 2 == 0) {
            change(statement, subject, Optional.empty(), "DELETE FROM deleted WHERE crowd = '%s'".formatted(batchName(number)));
        }
    }

    private void make(Statement statement)
            throws SQLException
    {
        int number = numbers.incrementAndGet();
        String subject = subject(MADE + number, number);
        change(statement, subject, Optional.of(rows(number)), "CREATE TABLE %s%s AS %s".formatted(MADE, number, batch(number)));
        if (number % 3 != 0) {
            change(statement, subject, Optional.empty(), "DROP TABLE %s%s".formatted(MADE, number));
        }
    }

    private void replace(Statement statement)
            throws SQLException
    {
        int number = numbers.incrementAndGet();
        // The table as a whole: what it had before is no more.
        change(statement, REPLACED, Optional.of(rows(number)), "CREATE OR REPLACE TABLE replaced AS " + batch(number));
    }

    /// Gives way to a writer that has changed the same files.
    private void optimize(Statement statement)
            throws SQLException
    {
        try {
            statement.execute("ALTER TABLE %s EXECUTE optimize".formatted(numbers.get() % 2 == 0 ? APPENDED : DELETED));
        }
        catch (SQLException e) {
            if (e.getErrorCode() != TRANSACTION_CONFLICT.toErrorCode().getCode()) {
                throw e;
            }
        }
    }

    static String subject(String table, int number)
    {
        return subject(table, batchName(number));
    }

    static String subject(String table, String batch)
    {
        return table + "/" + batch;
    }

    private void change(Statement statement, String subject, Optional<Rows> rows, String sql)
            throws SQLException
    {
        ledger.ask(subject, rows);
        try {
            statement.execute(sql);
            ledger.acknowledge(subject);
        }
        catch (SQLException e) {
            // Others change other keys, so that nothing of this may conflict.
            if (!isDying) {
                ledger.refuse(subject);
            }
            throw e;
        }
    }

    /// Kills the server and waits until every writer has noticed.
    void killServer()
            throws InterruptedException
    {
        isDying = true;
        server.kill();
        executor.shutdownNow();
        assertThat(executor.awaitTermination(3, TimeUnit.MINUTES)).as("the writers have ended").isTrue();
        for (Future<?> writer : writers) {
            try {
                writer.get();
            }
            catch (ExecutionException e) {
                throw new AssertionError("A statement failed before the server was killed", e.getCause());
            }
        }
    }
}
