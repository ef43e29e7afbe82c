package dev.trinocrowd.export.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A push platform on this machine, with all that platforms do to their callers.
///
/// It takes a JSON array of objects with a `user_id`, tells repeats by the header `Idempotency-Key`, and logs which member's row took effect
/// how often.
public final class PushSink
        implements AutoCloseable
{
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answersByKey = new HashMap<>();
    private final Map<Long, Integer> effects = new HashMap<>();
    private final Set<Long> badMembers = new HashSet<>();
    private final List<Call> calls = new ArrayList<>();
    private Supplier<Behaviour> behaviour = () -> Behaviour.ANSWER;

    public enum Behaviour
    {
        ANSWER,
        SLOW,
        TOO_MANY,
        UNAVAILABLE,
        ERROR_BEFORE,
        ERROR_AFTER,
        DROP_BEFORE,
        DROP_AFTER,
        /// Takes effect, and answers when nobody waits any more.
        LATE,
        /// Takes the rows of even members, and lists the others as failures.
        HALF,
    }

    /// @param key null if there was none
    public record Call(String method, URI uri, Map<String, List<String>> headers, String body, String key)
    {}

    private record Answer(int status, String body)
    {}

    public PushSink()
            throws IOException
    {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI uri()
    {
        return URI.create("http://127.0.0.1:%s/push".formatted(server.getAddress().getPort()));
    }

    /// @param newBehaviour is asked at each call
    public synchronized void behave(Supplier<Behaviour> newBehaviour)
    {
        behaviour = newBehaviour;
    }

    /// A call with one of them is answered with 400.
    public synchronized void refuse(long member)
    {
        badMembers.add(member);
    }

    private void handle(HttpExchange exchange)
    {
        try (exchange) {
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Behaviour now;
            synchronized (this) {
                calls.add(new Call(exchange.getRequestMethod(), exchange.getRequestURI(), Map.copyOf(exchange.getRequestHeaders()), body, key));
                now = behaviour.get();
            }
            handle(exchange, now, key, body);
        }
        catch (IOException e) {
            // the caller has hung up
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange, Behaviour now, String key, String body)
            throws IOException, InterruptedException
    {
        switch (now) {
            case ANSWER, HALF -> respond(exchange, take(key, body, now == Behaviour.HALF));
            case SLOW -> {
                Thread.sleep(20);
                respond(exchange, take(key, body, false));
            }
            case TOO_MANY -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                respond(exchange, new Answer(429, "{\"error\":{\"message\":\"slow down\"}}"));
            }
            case UNAVAILABLE -> respond(exchange, new Answer(503, ""));
            case ERROR_BEFORE -> respond(exchange, new Answer(500, "oops"));
            case ERROR_AFTER -> {
                take(key, body, false);
                respond(exchange, new Answer(500, "oops"));
            }
            case DROP_BEFORE -> {}
            case DROP_AFTER -> take(key, body, false);
            case LATE -> {
                Thread.sleep(400);
                respond(exchange, take(key, body, false));
            }
        }
    }

    private synchronized Answer take(String key, String body, boolean half)
    {
        if (key != null && answersByKey.containsKey(key)) {
            return answersByKey.get(key);
        }
        JsonNode rows;
        try {
            rows = JSON.readTree(body);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (JsonNode row : rows) {
            if (badMembers.contains(row.get("user_id").longValue())) {
                return new Answer(400, "{\"error\":{\"code\":1003,\"message\":\"a user is bad\"}}");
            }
        }
        ObjectNode answer = JSON.createObjectNode().put("id", "push-" + answersByKey.size());
        ArrayNode failures = answer.putArray("failures");
        for (int i = 0; i < rows.size(); i++) {
            long member = rows.get(i).get("user_id").longValue();
            if (half && member % 2 == 1) {
                failures.addObject().put("index", i).put("message", "no device");
            }
            else {
                effects.merge(member, 1, Integer::sum);
            }
        }
        Answer taken = new Answer(200, answer.toString());
        if (key != null) {
            answersByKey.put(key, taken);
        }
        return taken;
    }

    private static void respond(HttpExchange exchange, Answer answer)
            throws IOException
    {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    public synchronized int effects(long member)
    {
        return effects.getOrDefault(member, 0);
    }

    public synchronized List<Call> calls()
    {
        return List.copyOf(calls);
    }

    @Override
    public void close()
    {
        server.stop(0);
        executor.shutdownNow();
        executor.close();
    }
}
