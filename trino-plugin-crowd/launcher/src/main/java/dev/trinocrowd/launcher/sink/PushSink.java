package dev.trinocrowd.launcher.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trinocrowd.launcher.UserException;
import dev.trinocrowd.launcher.sink.ReceiptFolder.Call;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static java.net.HttpURLConnection.HTTP_BAD_METHOD;
import static java.net.HttpURLConnection.HTTP_BAD_REQUEST;
import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_INTERNAL_ERROR;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_OK;

/// A push platform on this machine that sends nothing to anybody: it takes rows, and writes the receipts that a platform would.
///
/// `POST /push` takes a JSON array of rows with a header `Idempotency-Key`. A call that comes again under its key is answered as before and
/// changes nothing. Rows that cannot be taken are named in the answer.
public final class PushSink
        implements AutoCloseable
{
    private static final String PATH = "/push";
    private static final String KEY_HEADER = "Idempotency-Key";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final HttpServer server;
    private final ExecutorService executor;
    private final ReceiptFolder receipts;

    private record Answer(int status, ObjectNode body)
    {
        static Answer error(int status, String message)
        {
            return new Answer(status, JSON.createObjectNode().put("message", message));
        }
    }

    private PushSink(HttpServer server, ReceiptFolder receipts)
    {
        this.server = server;
        this.receipts = receipts;
        executor = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    /// @param port on 127.0.0.1; 0 takes a free one
    public static PushSink start(int port, Path receipts)
    {
        ReceiptFolder folder = new ReceiptFolder(receipts);
        try {
            return new PushSink(HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0), folder);
        }
        catch (IOException e) {
            throw new UserException("The port %s on 127.0.0.1 cannot be used (%s): stop what listens there, or give another with --port.".formatted(port, e.getMessage()), e);
        }
    }

    public URI url()
    {
        return URI.create("http://127.0.0.1:%s%s".formatted(server.getAddress().getPort(), PATH));
    }

    /// This sink as a file of destinations declares it.
    public ObjectNode declaration()
    {
        ObjectNode declaration = JSON.createObjectNode()
                .put("kind", "http")
                .put("url", url().toString());
        declaration.putObject("idempotency").put("header", KEY_HEADER);
        ObjectNode answers = declaration.putObject("answers");
        answers.put("message", "/message");
        answers.putObject("rows").put("list", "/failed").put("index", "/index").put("message", "/message");
        return declaration;
    }

    private void handle(HttpExchange exchange)
            throws IOException
    {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange)
    {
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return Answer.error(HTTP_NOT_FOUND, "there is only " + PATH);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Answer.error(HTTP_BAD_METHOD, "the method must be POST, found " + exchange.getRequestMethod());
        }
        String key = exchange.getRequestHeaders().getFirst(KEY_HEADER);
        if (key == null || key.isBlank()) {
            return Answer.error(HTTP_BAD_REQUEST, "the header %s is missing".formatted(KEY_HEADER));
        }
        try {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (JSON.readTree(body) instanceof ArrayNode rows) {
                return take(key, body, rows);
            }
            return Answer.error(HTTP_BAD_REQUEST, "the body must be a JSON array of rows");
        }
        catch (JsonProcessingException e) {
            return Answer.error(HTTP_BAD_REQUEST, "the body must be a JSON array of rows: " + e.getOriginalMessage());
        }
        catch (IOException e) {
            return Answer.error(HTTP_INTERNAL_ERROR, "the receipts cannot be written: " + e.getMessage());
        }
    }

    /// One call at a time, so that a repeat does not pass the call that it repeats.
    private synchronized Answer take(String key, byte[] body, ArrayNode rows)
            throws IOException
    {
        Call call = receipts.find(key, body);
        if (call == Call.OTHER_BODY) {
            return Answer.error(HTTP_CONFLICT, "the key %s came before with other rows".formatted(key));
        }
        List<Receipt> events = new ArrayList<>();
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode failed = answer.putArray("failed");
        int index = 0;
        for (JsonNode row : rows) {
            try {
                events.addAll(Simulation.receipts(key, Push.of(row)));
            }
            catch (RefusedRowException e) {
                failed.addObject().put("index", index).put("message", e.getMessage());
            }
            index++;
        }
        if (call == Call.NEW) {
            receipts.write(key, body, events);
        }
        return new Answer(HTTP_OK, answer.put("taken", rows.size() - failed.size()));
    }

    @Override
    public void close()
    {
        server.stop(0);
        executor.shutdownNow();
    }
}
