package dev.trinocrowd.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

import static java.util.Objects.requireNonNull;

/// Whether the server answers: an open port says little, so this asks a query that needs a worker.
final class Readiness
{
    private static final String QUERY = "SELECT n, count(*) FROM UNNEST(ARRAY[1, 2, 3]) AS t (n) GROUP BY n";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ObjectMapper mapper = new ObjectMapper();
    private final URI url;

    Readiness(URI url)
    {
        this.url = requireNonNull(url, "url is null");
    }

    boolean await()
    {
        Instant deadline = Instant.now().plus(PATIENCE);
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (Instant.now().isBefore(deadline)) {
                if (answers(client)) {
                    return true;
                }
                Thread.sleep(PAUSE);
            }
            return false;
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean answers(HttpClient client)
            throws InterruptedException
    {
        try {
            JsonNode response = send(client, request(url.resolve("/v1/statement"))
                    .header("X-Trino-User", "crowd")
                    .header("X-Trino-Source", "crowd-readiness")
                    .POST(HttpRequest.BodyPublishers.ofString(QUERY))
                    .build());
            while (response.hasNonNull("nextUri")) {
                response = send(client, request(URI.create(response.get("nextUri").asText())).build());
            }
            return !response.hasNonNull("error");
        }
        catch (IOException _) {
            return false;
        }
    }

    private static HttpRequest.Builder request(URI uri)
    {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE);
    }

    private JsonNode send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException
    {
        return mapper.readTree(client.send(request, BodyHandlers.ofByteArray()).body());
    }
}
