package dev.trinocrowd.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.util.Objects.requireNonNull;

/// The file that tells the other commands where this server is.
///
/// It names the process by its id and its start, because an id alone may belong to another process later.
record ServerRecord(Path file)
{
    ServerRecord
    {
        requireNonNull(file, "file is null");
    }

    void write(URI url)
            throws IOException
    {
        ProcessHandle self = ProcessHandle.current();
        ObjectNode content = new ObjectMapper().createObjectNode()
                .put("url", url.toString())
                .put("pid", self.pid());
        self.info().startInstant().ifPresent(start -> content.put("started_at", start.toString()));
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(draft, content.toPrettyString() + "\n");
        Files.move(draft, file, ATOMIC_MOVE);
    }

    void delete()
    {
        try {
            Files.deleteIfExists(file);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
