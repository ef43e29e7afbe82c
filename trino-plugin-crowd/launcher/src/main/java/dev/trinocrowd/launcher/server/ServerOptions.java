package dev.trinocrowd.launcher.server;

import com.sun.management.OperatingSystemMXBean;
import dev.trinocrowd.launcher.Installation;
import dev.trinocrowd.launcher.UserException;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;

/// What can be said about a server before it is started.
public final class ServerOptions
{
    private static final int MAX_PORT = 65535;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "The port on 127.0.0.1; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", description = "Where tables, configuration and logs are kept (default: .crowd beside bin).")
    private Optional<Path> data;

    @Option(names = "--catalogs", paramLabel = "DIR", description = "A directory of your own catalog files (*.properties), added to Crowd's.")
    private Optional<Path> catalogs;

    @Option(names = "--destinations", paramLabel = "FILE", description = "A file of your own destinations (JSON) for export tables, added to Crowd's; one of the same name takes the place of Crowd's.")
    private Optional<Path> destinations;

    @Option(names = "--heap", paramLabel = "SIZE", description = "The server's memory, such as 2G (default: a quarter of the machine, at least 1G, at most 4G).")
    private Optional<String> heap;

    /// Everything checked, nothing written yet.
    public PlannedServer plan(Installation installation, Lifetime lifetime)
    {
        long memory = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        HeapSize heapSize = heap.map(text -> HeapSize.parse(text, memory)).orElseGet(() -> HeapSize.ofMachine(memory));
        Path directory = data.map(path -> path.toAbsolutePath().normalize()).orElseGet(installation::defaultData);
        Catalogs allCatalogs = Catalogs.of(directory, PlannedServer.destinationsFile(directory), catalogs);
        return new PlannedServer(installation, directory, freePort(), heapSize, allCatalogs, Destinations.of(destinations), lifetime);
    }

    private int freePort()
    {
        if (port < 0 || port > MAX_PORT) {
            throw new UserException("--port takes a number from 0 to %s, not %s.".formatted(MAX_PORT, port));
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return socket.getLocalPort();
        }
        catch (IOException e) {
            throw new UserException("The port %s on 127.0.0.1 cannot be used (%s): stop what listens there, or give another with --port.".formatted(port, e.getMessage()), e);
        }
    }
}
