package dev.trinocrowd.export.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.common.collect.ImmutableList;
import dev.trinocrowd.export.delivery.Batch;
import dev.trinocrowd.export.delivery.BatchId;
import dev.trinocrowd.export.delivery.KeysRefusedException;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowRejection;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.delivery.SendResult;
import dev.trinocrowd.export.delivery.Sender;
import dev.trinocrowd.export.delivery.Verdict;

import javax.net.ssl.SSLHandshakeException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/// Sends batches as calls of a platform's HTTP interface.
public final class HttpSender
        implements Sender
{
    private static final ObjectMapper JSON = new JsonMapper();
    private static final int MOST_ANSWER_BYTES = 16 << 20;
    private static final int MOST_REDIRECTS = 3;

    private final HttpTarget target;
    private final BoundCall send;
    private final Optional<BoundCall> delete;
    private final Duration timeout;
    private final Clock clock;
    private final Redactor redactor;
    private final HttpClient client;

    /// @param timeout of a call, from its begin to the end of the answer
    /// @throws IllegalArgumentException if the export table lacks a column
    public HttpSender(HttpTarget target, RowSchema schema, Duration timeout, Clock clock)
    {
        this.target = requireNonNull(target, "target is null");
        this.timeout = requireNonNull(timeout, "timeout is null");
        this.clock = requireNonNull(clock, "clock is null");
        target.check(schema);
        send = BoundCall.bind(target.send(), schema);
        delete = target.delete().map(call -> BoundCall.bind(call, schema));
        redactor = new Redactor(target.secrets());
        client = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .connectTimeout(timeout)
                // over plain HTTP an upgrade would have to be asked for with the first call
                .version(target.send().uri().getScheme().equals("https") ? Version.HTTP_2 : Version.HTTP_1_1)
                .build();
    }

    @Override
    public SendResult send(Batch batch)
            throws InterruptedException
    {
        BoundCall bound = batch.rows().getFirst().action() == RowAction.DELETE ? delete.orElse(send) : send;
        List<OutboxRow> rows = new ArrayList<>(batch.rows().size());
        List<Integer> places = new ArrayList<>(batch.rows().size());
        List<RowRejection> invalid = new ArrayList<>();
        for (int i = 0; i < batch.rows().size(); i++) {
            OutboxRow row = batch.rows().get(i);
            Optional<String> reason = bound.invalid(row);
            if (reason.isPresent()) {
                invalid.add(new RowRejection(i, row.member(), reason.orElseThrow()));
            }
            else {
                rows.add(row);
                places.add(i);
            }
        }
        if (rows.isEmpty()) {
            return SendResult.of(new Verdict.Settled(invalid, Optional.empty()));
        }
        Batch valid = invalid.isEmpty() ? batch : new Batch(batch.id(), batch.key(), rows);
        return switch (exchange(request(bound, valid))) {
            case Exchange.Answered answered -> read(answered.response(), rows, places, invalid);
            case Exchange.Failed failed -> SendResult.of(failed.verdict());
        };
    }

    private HttpRequest request(BoundCall bound, Batch batch)
    {
        HttpCall call = bound.call();
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .method(call.method(), BodyPublishers.ofByteArray(bound.write(batch)))
                .setHeader("Content-Type", call.format() == BodyFormat.JSON ? "application/json" : "application/x-ndjson")
                .setHeader("Accept", "application/json");
        call.headers().forEach((name, value) -> request.setHeader(name, value.reveal()));
        target.credentials().headers().forEach((name, value) -> request.setHeader(name, value.reveal()));
        target.keyHeader().ifPresent(name -> request.setHeader(name, batch.key()));
        return request.build();
    }

    private sealed interface Exchange
    {
        record Answered(HttpResponse<byte[]> response)
                implements Exchange
        {}

        record Failed(Verdict verdict)
                implements Exchange
        {}
    }

    private Exchange exchange(HttpRequest request)
            throws InterruptedException
    {
        long deadline = System.nanoTime() + timeout.toNanos();
        HttpRequest current = request;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Exchange exchange = exchange(current, deadline - System.nanoTime());
            if (!(exchange instanceof Exchange.Answered answered) || !isRedirect(answered.response().statusCode())) {
                return exchange;
            }
            Optional<URI> location = location(answered.response());
            if (location.isEmpty()) {
                return new Exchange.Failed(new Verdict.Stopped("the destination redirects (%s) without saying where".formatted(answered.response().statusCode())));
            }
            if (!isSameHost(request.uri(), location.orElseThrow())) {
                return new Exchange.Failed(new Verdict.Stopped("the destination redirects to another host, %s, which is refused".formatted(location.orElseThrow().getHost())));
            }
            current = HttpRequest.newBuilder(current, (_, _) -> true).uri(location.orElseThrow()).build();
        }
        return new Exchange.Failed(new Verdict.Stopped("the destination redirects more than %s times".formatted(MOST_REDIRECTS)));
    }

    /// Whether the same call is to be made elsewhere; other redirects would turn it into a GET.
    private static boolean isRedirect(int status)
    {
        return status == 307 || status == 308;
    }

    private static Optional<URI> location(HttpResponse<byte[]> response)
    {
        try {
            return response.headers().firstValue("Location").map(URI::create).map(response.uri()::resolve).filter(uri -> uri.getHost() != null);
        }
        catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isSameHost(URI declared, URI other)
    {
        return declared.getScheme().equalsIgnoreCase(other.getScheme()) && declared.getHost().equalsIgnoreCase(other.getHost()) && declared.getPort() == other.getPort()
                && other.getUserInfo() == null;
    }

    private Exchange exchange(HttpRequest request, long nanos)
            throws InterruptedException
    {
        CompletableFuture<HttpResponse<byte[]>> future = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_ANSWER_BYTES));
        try {
            return new Exchange.Answered(future.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS));
        }
        catch (TimeoutException _) {
            future.cancel(true);
            return new Exchange.Failed(new Verdict.Unknown("no answer within %s ms".formatted(timeout.toMillis())));
        }
        catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        }
        catch (ExecutionException e) {
            return new Exchange.Failed(failure(e.getCause()));
        }
    }

    private Verdict failure(Throwable failure)
    {
        String message = redactor.redact(failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": " + failure.getMessage()));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLHandshakeException) {
                return new Verdict.Stopped("the destination's identity cannot be verified, or it speaks no TLS: " + message);
            }
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException || cause instanceof UnresolvedAddressException
                    || cause instanceof UnknownHostException) {
                return new Verdict.Deferred("the destination cannot be reached: " + message);
            }
        }
        if (failure instanceof IOException) {
            return new Verdict.Unknown("the connection broke: " + message);
        }
        return new Verdict.Unknown("the call failed: " + message);
    }

    private SendResult read(HttpResponse<byte[]> response, List<OutboxRow> rows, List<Integer> places, List<RowRejection> invalid)
    {
        int status = response.statusCode();
        Optional<JsonNode> document = parse(response.body());
        JsonNode tree = document.orElse(MissingNode.getInstance());
        Meaning meaning = meaning(status, tree);
        Verdict verdict = switch (meaning) {
            case ACCEPT -> accept(tree, rows, places, invalid);
            case REJECT -> reject(message(response, document), rows, places, invalid);
            case SPLIT -> new Verdict.Refused(message(response, document));
            case DEFER -> new Verdict.Deferred(message(response, document));
            case UNKNOWN -> new Verdict.Unknown(message(response, document));
            case STOP -> new Verdict.Stopped(message(response, document));
        };
        return new SendResult(verdict, target.rateHeaders().pause(status, response.headers(), clock));
    }

    private Meaning meaning(int status, JsonNode document)
    {
        for (AnswerRule rule : target.answers().rules()) {
            if (rule.applies(status, document)) {
                return rule.meaning();
            }
        }
        for (AnswerRule rule : AnswerRule.DEFAULTS) {
            if (rule.applies(status, document)) {
                return rule.meaning();
            }
        }
        return Meaning.STOP;
    }

    private Verdict accept(JsonNode document, List<OutboxRow> rows, List<Integer> places, List<RowRejection> invalid)
    {
        ImmutableList.Builder<RowRejection> rejections = ImmutableList.builder();
        rejections.addAll(invalid);
        if (target.answers().rows().isPresent()) {
            try {
                rejections.addAll(target.answers().rows().orElseThrow().read(document, rows, places, redactor));
            }
            catch (RowResults.MismatchException e) {
                return new Verdict.Unknown("it cannot be told which rows were taken: " + e.getMessage());
            }
        }
        Optional<String> receipt = target.answers().receipt().map(document::at).filter(JsonNode::isValueNode).filter(node -> !node.isNull())
                .map(node -> redactor.redact(node.asText()));
        return new Verdict.Settled(rejections.build(), receipt);
    }

    private static Verdict reject(String message, List<OutboxRow> rows, List<Integer> places, List<RowRejection> invalid)
    {
        ImmutableList.Builder<RowRejection> rejections = ImmutableList.builder();
        rejections.addAll(invalid);
        for (int i = 0; i < rows.size(); i++) {
            rejections.add(new RowRejection(places.get(i), rows.get(i).member(), message));
        }
        return new Verdict.Settled(rejections.build(), Optional.empty());
    }

    private static Optional<JsonNode> parse(byte[] body)
    {
        if (body.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(body));
        }
        catch (JacksonException _) {
            return Optional.empty();
        }
        catch (IOException _) {
            return Optional.empty();
        }
    }

    private String message(HttpResponse<byte[]> response, Optional<JsonNode> document)
    {
        String text = document
                .flatMap(tree -> target.answers().message().map(tree::at))
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .map(node -> node.isValueNode() ? node.asText() : node.toString())
                .orElseGet(() -> new String(response.body(), UTF_8));
        String redacted = redactor.redact(text);
        return "HTTP " + response.statusCode() + (redacted.isEmpty() ? "" : ": " + redacted);
    }

    @Override
    public List<String> keys(List<BatchId> batches)
            throws InterruptedException, KeysRefusedException
    {
        if (target.keys().isEmpty()) {
            return Sender.super.keys(batches);
        }
        List<String> keys = new ArrayList<>(batches.size());
        while (keys.size() < batches.size()) {
            keys.addAll(issue(target.keys().orElseThrow(), batches.size() - keys.size()));
        }
        return keys;
    }

    private List<String> issue(KeyPool pool, int wanted)
            throws InterruptedException, KeysRefusedException
    {
        int count = Math.min(wanted, pool.most());
        HttpRequest.Builder request = HttpRequest.newBuilder(pool.uri(count)).GET().setHeader("Accept", "application/json");
        target.credentials().headers().forEach((name, value) -> request.setHeader(name, value.reveal()));
        HttpResponse<byte[]> response = switch (exchange(request.build())) {
            case Exchange.Answered answered -> answered.response();
            case Exchange.Failed failed -> throw refused(failed.verdict(), Optional.empty());
        };
        Optional<JsonNode> document = parse(response.body());
        Optional<Duration> pause = target.rateHeaders().pause(response.statusCode(), response.headers(), clock);
        Meaning meaning = meaning(response.statusCode(), document.orElse(MissingNode.getInstance()));
        switch (meaning) {
            case ACCEPT -> {
            }
            case DEFER, UNKNOWN -> throw refused(new Verdict.Deferred(message(response, document)), pause);
            case REJECT, SPLIT, STOP -> throw refused(new Verdict.Stopped(message(response, document)), pause);
        }
        JsonNode issued = document.map(tree -> tree.at(pool.at())).orElse(MissingNode.getInstance());
        List<String> keys = new ArrayList<>();
        issued.forEach(key -> {
            if (key.isTextual() && !key.textValue().isEmpty()) {
                keys.add(key.textValue());
            }
        });
        if (keys.isEmpty()) {
            throw refused(new Verdict.Stopped("the answer has no keys at " + pool.at()), pause);
        }
        return keys.size() > count ? keys.subList(0, count) : keys;
    }

    private static KeysRefusedException refused(Verdict verdict, Optional<Duration> pause)
    {
        // whatever became of the question, no batch has left
        Verdict certain = verdict instanceof Verdict.Unknown open ? new Verdict.Deferred(open.message()) : verdict;
        return new KeysRefusedException("the destination issued no keys", new SendResult(certain, pause));
    }

    @Override
    public void close()
    {
        client.shutdownNow();
        client.close();
    }
}
