package dev.trinocrowd.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A push platform on this machine: takes a JSON array of rows, tells repeats by the header `Idempotency-Key`, and keeps a list of what took effect
/// on whom.
public final class PushServer
        implements AutoCloseable
{
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> bodies = new HashMap<>();
    private final Map<Long, List<JsonNode>> effects = new HashMap<>();
    private final Set<Long> refused = new HashSet<>();
    private volatile long delayMillis;
    private int status = 200;
    private int healthyCalls;
    private int calls;

    public PushServer()
            throws IOException
    {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    /// A destination of it, as the administrator's file declares it.
    ///
    /// @param more further members of the JSON object, each with a comma before it
    public String declare(String more)
    {
        return """
                {
                  "kind": "http",
                  "url": "http://127.0.0.1:%s/push",
                  "idempotency": {"header": "Idempotency-Key"},
                  "answers": {"rows": {"list": "/failed", "member": "/user_id", "message": "/message"}}%s
                }
                """.formatted(server.getAddress().getPort(), more);
    }

    private void handle(HttpExchange exchange)
            throws IOException
    {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            int answered = nextStatus();
            byte[] answer = take(key, body, answered).getBytes(UTF_8);
            if (delayMillis > 0) {
                Thread.sleep(delayMillis);
            }
            exchange.sendResponseHeaders(answered, answer.length);
            exchange.getResponseBody().write(answer);
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String take(String key, String body, int answered)
    {
        calls++;
        if (answered != 200) {
            return "{}";
        }
        String before = bodies.putIfAbsent(key, body);
        if (before != null && !before.equals(body)) {
            throw new IllegalStateException("key %s came with other rows".formatted(key));
        }
        try {
            List<String> failed = new ArrayList<>();
            for (JsonNode row : JSON.readTree(body)) {
                long member = row.get("user_id").asLong();
                if (refused.contains(member)) {
                    failed.add("{\"user_id\": %s, \"message\": \"not registered\"}".formatted(member));
                }
                else if (before == null) {
                    effects.computeIfAbsent(member, _ -> new ArrayList<>()).add(row);
                }
            }
            return "{\"failed\": [%s]}".formatted(String.join(", ", failed));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Has it say no to a member.
    public synchronized void refuse(long member)
    {
        refused.add(member);
    }

    /// Takes effect at once, and answers later.
    public void setDelay(long millis)
    {
        delayMillis = millis;
    }

    /// With another status than 200, nothing takes effect.
    public void setStatus(int newStatus)
    {
        setStatusAfter(0, newStatus);
    }

    /// Takes some calls more before that.
    public synchronized void setStatusAfter(int callsBefore, int newStatus)
    {
        healthyCalls = callsBefore;
        status = newStatus;
    }

    private synchronized int nextStatus()
    {
        if (healthyCalls > 0) {
            healthyCalls--;
            return 200;
        }
        return status;
    }

    public synchronized int calls()
    {
        return calls;
    }

    public synchronized Map<Long, List<JsonNode>> effects()
    {
        return Map.copyOf(effects);
    }

    @Override
    public void close()
    {
        server.stop(0);
        executor.shutdownNow();
    }
}
