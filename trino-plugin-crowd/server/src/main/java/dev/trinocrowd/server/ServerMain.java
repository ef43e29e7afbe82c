package dev.trinocrowd.server;

import io.trino.server.Server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/// Starts Trino from its jars: the class that Trino's own launcher would start is not published.
///
/// The launcher has written the configuration and says where by system properties: `config` is
/// Trino's own, `crowd.data` the data directory, `crowd.url` the address to answer at, and
/// `crowd.attached` makes the server end with the process that started it.
public final class ServerMain
{
    private static final String TRINO_VERSION = "483";
    private static final Duration PATIENCE_WITH_LOG = Duration.ofSeconds(3);

    private ServerMain()
    {}

    public static void main(String[] args)
            throws IOException
    {
        // Trino's logging takes System.out and System.err for itself.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);

        Path data = Path.of(requiredProperty("crowd.data"));
        URI url = URI.create(requiredProperty("crowd.url"));

        Optional<DataLock> lock = DataLock.tryAcquire(data);
        if (lock.isEmpty()) {
            err.println("The data directory " + data + " is in use by another server: stop that one, or give another directory with --data.");
            System.exit(1);
        }

        // Until Trino has read its configuration it logs to System.err.
        Path bootLog = data.resolve("log/boot.log");
        System.setErr(new PrintStream(new FileOutputStream(bootLog.toFile()), true, UTF_8));
        ServerLog log = ServerLog.follow(data.resolve("log/server.log"));
        ServerRecord record = new ServerRecord(data.resolve("server.json"));
        AtomicBoolean ready = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            record.delete();
            if (!ready.get()) {
                lastError(log, new ServerLog(bootLog, 0)).ifPresent(error -> err.println("The server did not start: " + error));
            }
        }, "crowd-shutdown"));
        if (Boolean.getBoolean("crowd.attached")) {
            ParentWatch.start();
        }

        new Server().start(TRINO_VERSION);
        if (!new Readiness(url).await()) {
            err.println("The server at " + url + " started but answers no query: see " + log.file());
            System.exit(1);
        }
        record.write(url);
        ready.set(true);
        out.println("ready " + url);
    }

    /// The log is written by another thread, and what it still holds is written while this hook runs already.
    private static Optional<String> lastError(ServerLog log, ServerLog bootLog)
    {
        long end = System.nanoTime() + PATIENCE_WITH_LOG.toNanos();
        Optional<String> error = Optional.empty();
        while (error.isEmpty() && System.nanoTime() < end) {
            error = log.lastError().or(bootLog::lastError);
            if (error.isEmpty()) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        return error;
    }

    private static String requiredProperty(String name)
    {
        return requireNonNull(System.getProperty(name), () -> "The system property " + name + " is not set: start the server by bin/crowd");
    }
}
