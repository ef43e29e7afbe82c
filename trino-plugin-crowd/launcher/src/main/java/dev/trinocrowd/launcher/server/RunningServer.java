package dev.trinocrowd.launcher.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// The server that uses a data directory, as it says itself in `server.json`.
public record RunningServer(URI url, long pid)
{
    public RunningServer
    {
        requireNonNull(url, "url is null");
    }

    /// Empty if there is none, also if the file was left behind by a server that was killed.
    public static Optional<RunningServer> find(Path data)
    {
        Path file = data.resolve("server.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode content = new ObjectMapper().readTree(Files.readAllBytes(file));
            long pid = content.path("pid").asLong();
            Optional<Instant> startedAt = Optional.ofNullable(content.path("started_at").textValue()).map(Instant::parse);
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedAt.isEmpty() || process.info().startInstant().isEmpty() || process.info().startInstant().equals(startedAt))
                    .map(_ -> new RunningServer(URI.create(content.path("url").asText()), pid));
        }
        catch (IOException _) {
            // The server takes its file away as it ends, maybe just now.
            return Optional.empty();
        }
    }
}
