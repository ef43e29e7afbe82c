package dev.trinocrowd.launcher.sql;

import dev.trinocrowd.launcher.Installation;
import dev.trinocrowd.launcher.UserException;
import dev.trinocrowd.launcher.server.RunningServer;
import picocli.CommandLine.Option;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/// Which server a command talks to, and as whom.
public final class ConnectionOptions
{
    private static final URI DEFAULT_SERVER = URI.create("http://127.0.0.1:8080");

    @Option(names = "--server", paramLabel = "URL", description = "The server, such as http://127.0.0.1:8080 (default: the one that runs on the data directory, else http://127.0.0.1:8080).")
    private Optional<String> server;

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory whose server is meant (default: .crowd beside bin).")
    private Optional<Path> data;

    @Option(names = "--user", paramLabel = "USER", description = "The user (default: who you are on this machine). A password is taken from the environment variable TRINO_PASSWORD only.")
    private Optional<String> user;

    public TrinoServer server()
    {
        URI url = server.map(ConnectionOptions::parse).orElseGet(this::localServer);
        return new TrinoServer(url, user.orElseGet(() -> System.getProperty("user.name")), Optional.ofNullable(System.getenv("TRINO_PASSWORD")));
    }

    private URI localServer()
    {
        Path directory = data.orElseGet(() -> Installation.current().defaultData());
        return RunningServer.find(directory).map(RunningServer::url).orElse(DEFAULT_SERVER);
    }

    private static URI parse(String text)
    {
        try {
            URI uri = new URI(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        }
        catch (URISyntaxException _) {
            // Said below, together with what else may be wrong.
        }
        throw new UserException("--server takes an address such as http://127.0.0.1:8080, not '%s'.".formatted(text));
    }
}
