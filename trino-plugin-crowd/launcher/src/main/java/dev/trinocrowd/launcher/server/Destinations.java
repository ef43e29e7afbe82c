package dev.trinocrowd.launcher.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trinocrowd.launcher.UserException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/// Where export tables of the catalog `crowd` may send to: what Crowd declares itself, and the user's own file, which has the last word.
///
/// What a declaration says is for the server to check.
record Destinations(Map<String, JsonNode> declared)
{
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    Destinations
    {
        declared = Map.copyOf(requireNonNull(declared, "declared is null"));
    }

    static Destinations of(Optional<Path> users)
    {
        JsonNode files = JsonNodeFactory.instance.objectNode()
                .put("kind", "file")
                .put("format", "csv")
                .put("location", "local:///exports");
        Map<String, JsonNode> declared = new TreeMap<>();
        declared.put("files", files);
        users.map(Destinations::read).ifPresent(own -> own.properties().forEach(entry -> declared.put(entry.getKey(), entry.getValue())));
        return new Destinations(declared);
    }

    /// With one more, unless there is one of this name.
    Destinations with(String name, JsonNode declaration)
    {
        Map<String, JsonNode> more = new TreeMap<>(declared);
        more.putIfAbsent(name, declaration);
        return new Destinations(more);
    }

    private static ObjectNode read(Path file)
    {
        if (!Files.isRegularFile(file)) {
            throw new UserException("--destinations names %s, which is not a file.".formatted(file));
        }
        try {
            if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
                return object;
            }
            throw new UserException("--destinations names %s, which must hold a JSON object with a member for each destination.".formatted(file));
        }
        catch (JsonProcessingException e) {
            throw new UserException(
                    "--destinations names %s, which is no JSON: line %s, column %s: %s".formatted(
                            file,
                            e.getLocation().getLineNr(),
                            e.getLocation().getColumnNr(),
                            e.getOriginalMessage()),
                    e);
        }
        catch (IOException e) {
            throw new UserException("--destinations names %s, which cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    void write(Path file)
            throws IOException
    {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(declared).forEach(object::set);
        Files.writeString(file, object.toPrettyString() + "\n", UTF_8);
    }
}
