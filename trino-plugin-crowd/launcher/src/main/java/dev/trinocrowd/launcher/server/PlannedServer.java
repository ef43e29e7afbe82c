package dev.trinocrowd.launcher.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trinocrowd.launcher.Installation;
import dev.trinocrowd.launcher.UserException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/// A server that can be started: the same for a JVM that takes this one's place and for a child.
public record PlannedServer(Installation installation, Path data, int port, HeapSize heap, Catalogs catalogs, Destinations destinations, Lifetime lifetime)
{
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseG1GC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:ReservedCodeCacheSize=512M",
            "-Djdk.attach.allowAttachSelf=true",
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8");

    public PlannedServer
    {
        requireNonNull(installation, "installation is null");
        requireNonNull(data, "data is null");
        requireNonNull(heap, "heap is null");
        requireNonNull(catalogs, "catalogs is null");
        requireNonNull(destinations, "destinations is null");
        requireNonNull(lifetime, "lifetime is null");
    }

    /// The same with one more destination for exports, unless the user has declared one of this name.
    public PlannedServer withDestination(String name, JsonNode declaration)
    {
        return new PlannedServer(installation, data, port, heap, catalogs, destinations.with(name, declaration), lifetime);
    }

    /// The folder of the files that the catalog `warehouse` can see.
    public Path warehouse()
    {
        return data.resolve("warehouse");
    }

    public String url()
    {
        return "http://127.0.0.1:" + port;
    }

    static Path destinationsFile(Path data)
    {
        return data.resolve("etc/destinations.json");
    }

    /// Writes the configuration into the data directory.
    ///
    /// @return the file for `java @file`; the JVM must start with the data directory as its working directory
    public Path write()
    {
        try {
            Files.createDirectories(data);
            // Held only while writing: the server takes it for as long as it runs.
            try (FileChannel channel = FileChannel.open(data.resolve("lock"), CREATE, WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw new UserException("The data directory %s is in use by another server: stop that one, or give another directory with --data.".formatted(data));
                }
                return writeFiles();
            }
        }
        catch (IOException e) {
            throw new UserException("The data directory %s cannot be written (%s): give one that can with --data.".formatted(data, e), e);
        }
    }

    private Path writeFiles()
            throws IOException
    {
        Path etc = Files.createDirectories(data.resolve("etc"));
        Files.createDirectories(data.resolve("log"));
        Files.createDirectories(data.resolve("crowd"));
        Files.createDirectories(warehouse());
        Files.deleteIfExists(data.resolve("server.json"));
        catalogs.write(etc.resolve("catalog"));
        destinations.write(destinationsFile(data));
        Files.writeString(etc.resolve("config.properties"), PropertiesText.of(configuration()), UTF_8);
        Path arguments = etc.resolve("server.args");
        Files.writeString(arguments, ArgumentFile.of(arguments()), UTF_8);
        return arguments;
    }

    private Map<String, String> configuration()
    {
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("node.environment", "crowd");
        configuration.put("node.bind-ip", "127.0.0.1");
        configuration.put("node.internal-address", "127.0.0.1");
        configuration.put("coordinator", "true");
        configuration.put("node-scheduler.include-coordinator", "true");
        configuration.put("http-server.http.port", Integer.toString(port));
        configuration.put("discovery.uri", url());
        configuration.put("plugin.dir", installation.pluginDirectories().stream().map(Path::toString).collect(joining(",")));
        configuration.put("catalog.config-dir", data.resolve("etc/catalog").toString());
        configuration.put("log.path", data.resolve("log/server.log").toString());
        configuration.put("log.enable-console", "false");
        configuration.put("http-server.log.path", data.resolve("log/http-request.log").toString());
        return configuration;
    }

    private List<String> arguments()
    {
        List<String> arguments = new ArrayList<>();
        arguments.add(heap.option());
        arguments.addAll(JVM_OPTIONS);
        if (lifetime == Lifetime.OF_TOUR) {
            arguments.add("-XX:TieredStopAtLevel=1");
        }
        arguments.add("-Dconfig=" + data.resolve("etc/config.properties"));
        arguments.add("-Dcrowd.data=" + data);
        arguments.add("-Dcrowd.url=" + url());
        arguments.add("-Dcrowd.attached=" + (lifetime != Lifetime.OWN));
        arguments.add("-cp");
        arguments.add(installation.serverClassPath());
        arguments.add("dev.trinocrowd.server.ServerMain");
        return arguments;
    }
}
