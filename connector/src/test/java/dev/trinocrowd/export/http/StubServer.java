package dev.trinocrowd.export.http;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Answers what it is told to.
final class StubServer
        implements AutoCloseable
{
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Call> calls = new ArrayList<>();

    /// @param target path and query
    record Call(String method, String target, Map<String, List<String>> headers, String body)
    {
        String header(String name)
        {
            return headers.entrySet().stream().filter(entry -> entry.getKey().equalsIgnoreCase(name)).map(entry -> entry.getValue().getFirst()).findFirst().orElse("");
        }
    }

    record Answer(int status, Map<String, String> headers, String body)
    {
        static Answer of(int status, String body)
        {
            return new Answer(status, Map.of(), body);
        }
    }

    StubServer(Function<Call, Answer> answers)
            throws IOException
    {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(executor);
        server.createContext("/", exchange -> {
            try (exchange) {
                Call call = new Call(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                synchronized (calls) {
                    calls.add(call);
                }
                Answer answer = answers.apply(call);
                answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
                byte[] body = answer.body().getBytes(UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    String url()
    {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Call> calls()
    {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    @Override
    public void close()
    {
        server.stop(0);
        executor.shutdownNow();
        executor.close();
    }
}
