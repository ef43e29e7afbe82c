package dev.trinocrowd.launcher.demo;

import dev.trinocrowd.launcher.UserException;
import dev.trinocrowd.launcher.server.PlannedServer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;

/// A server that lives no longer than this process: it ends when its standard input does, even if this process is killed.
final class ChildServer
        implements AutoCloseable
{
    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(10);
    private static final String INCUBATOR_WARNING = "WARNING: Using incubator modules";

    private final Process process;
    private final Thread hook;

    private ChildServer(Process process)
    {
        this.process = requireNonNull(process, "process is null");
        this.hook = new Thread(this::stop, "crowd-demo-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Returns when the server answers queries.
    static ChildServer start(PlannedServer server, PrintWriter err)
    {
        server.write();
        try {
            Process process = new ProcessBuilder(server.installation().java().toString(), "@etc/server.args")
                    .directory(server.data().toFile())
                    .start();
            ChildServer child = new ChildServer(process);
            Thread errors = Thread.ofPlatform().daemon().name("crowd-demo-errors").start(() -> copy(process.errorReader(), err));
            String line = process.inputReader().readLine();
            if (line == null) {
                errors.join();
                throw new UserException("The server ended before it was ready: its log is in %s.".formatted(server.data().resolve("log")));
            }
            return child;
        }
        catch (IOException e) {
            throw new UserException("The server cannot be started: " + e.getMessage(), e);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("The start of the server was interrupted.", e);
        }
    }

    private static void copy(BufferedReader reader, PrintWriter err)
    {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith(INCUBATOR_WARNING)) {
                    err.println(line);
                }
            }
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return the exit code of the server
    int await()
            throws InterruptedException
    {
        return process.waitFor();
    }

    private void stop()
    {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close()
    {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        catch (IllegalStateException _) {
            // This process ends already, and the hook finds the server stopped.
            return;
        }
    }
}
