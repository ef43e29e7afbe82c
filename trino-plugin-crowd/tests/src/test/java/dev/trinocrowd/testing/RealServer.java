package dev.trinocrowd.testing;

import dev.trinocrowd.launcher.sink.PushSink;
import dev.trinocrowd.testing.CrowdCli.Result;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The packaged server with the plugin behind Trino's own class loader, started by `bin/crowd server`.
///
/// [#shared] is started once for all tests of a JVM, on a free port and in a temporary data directory, with a sink as its destination `push`,
/// and stopped when the JVM ends.
public final class RealServer
        implements AutoCloseable
{
    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(10);
    private static final String READY = "ready ";
    /// Below the folder of the catalog `warehouse`, as the demo has it.
    private static final String RECEIPTS = "warehouse/receipts";

    private static final class Shared
    {
        static final RealServer SERVER = startShared();
    }

    private final Process process;
    private final Path data;
    private final URI url;

    private RealServer(Process process, Path data, URI url)
    {
        this.process = process;
        this.data = data;
        this.url = url;
    }

    public static RealServer shared()
    {
        return Shared.SERVER;
    }

    private static RealServer startShared()
    {
        try {
            Path data = Files.createTempDirectory("crowd-server");
            PushSink sink = PushSink.start(0, data.resolve(RECEIPTS));
            Path destinations = Files.writeString(data.resolve("destinations.json"), "{\"push\": %s}".formatted(sink.declaration()));
            RealServer server = start(data, "--destinations", destinations.toString());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                sink.close();
                deleteRecursively(data);
            }));
            return server;
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts a server and waits for its ready line.
    ///
    /// @param options further options of `crowd server`
    public static RealServer start(Path data, String... options)
    {
        List<String> arguments = new ArrayList<>(List.of("server", "--port", "0", "--heap", "1G", "--data", data.toString()));
        arguments.addAll(List.of(options));
        try {
            Files.createDirectories(data);
            Path err = data.resolveSibling(data.getFileName() + ".err");
            ProcessBuilder command = CrowdCli.command(arguments.toArray(String[]::new)).redirectError(err.toFile());
            // Many small queries, each once: the optimizing compiler would take several times what it gives.
            command.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
            Process process = command.start();
            BufferedReader out = process.inputReader();
            String line = out.readLine();
            if (line == null || !line.startsWith(READY)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("The server did not say that it is ready, but '%s', and on standard error:\n%s".formatted(line, Files.readString(err)));
            }
            return new RealServer(process, data, URI.create(line.substring(READY.length())));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI url()
    {
        return url;
    }

    public String jdbcUrl()
    {
        return "jdbc:trino://%s:%s".formatted(url.getHost(), url.getPort());
    }

    public Path data()
    {
        return data;
    }

    public Process process()
    {
        return process;
    }

    public Connection connect()
            throws SQLException
    {
        return DriverManager.getConnection(jdbcUrl() + "?user=test");
    }

    /// Runs `bin/crowd` with this server as its server.
    public Result crowd(String command, String... arguments)
    {
        return crowd(Map.of(), "", command, arguments);
    }

    public Result crowd(Map<String, String> environment, String input, String command, String... arguments)
    {
        return CrowdCli.run(environment, input, Stream.concat(Stream.of(command, "--server", url.toString()), Stream.of(arguments)).toArray(String[]::new));
    }

    /// Ends the server as `kill -9` does: it can do nothing about it.
    public void kill()
    {
        process.destroyForcibly();
        try {
            process.waitFor();
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close()
    {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(data.resolveSibling(data.getFileName() + ".err"));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deleteRecursively(Path directory)
    {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
