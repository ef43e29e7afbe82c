package dev.trinocrowd.launcher.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

final class TestPushSink
{
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROW = "{\"user_id\": 7, \"title\": \"Come back\", \"send_at\": \"2026-01-01T20:00:00\"}";

    @TempDir
    private Path folder;

    private PushSink sink;

    @BeforeEach
    void start()
    {
        sink = PushSink.start(0, folder);
    }

    @AfterEach
    void stop()
    {
        sink.close();
    }

    @Test
    void everyRowThatWasTakenIsDeliveredOrFailedOnce()
            throws Exception
    {
        assertThat(post("k", rows(1, 2000, "Come back")).at("/taken").asInt()).isEqualTo(2000);
        List<Long> ends = receipts().stream()
                .filter(event("delivered").or(event("failed")))
                .map(receipt -> receipt.get("user_id").asLong())
                .toList();
        assertThat(ends).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 2000).boxed().toList());
    }

    @Test
    void onlyWhoGotAMessageOpensItAndOnlyWhoOpensItClicks()
            throws Exception
    {
        post("k", rows(1, 2000, "Come back"));
        assertThat(users("delivered")).containsAll(users("opened"));
        assertThat(users("opened")).containsAll(users("clicked"));
        assertThat(users("clicked")).isNotEmpty();
    }

    @Test
    void ratesAreThoseThatAreStated()
            throws Exception
    {
        int people = 40_000;
        post("k", rows(1, people, "Come back"));
        int delivered = users("delivered").size();
        int opened = users("opened").size();
        assertThat((double) delivered / people).isCloseTo(Simulation.DELIVERED_RATE, within(0.005));
        assertThat((double) opened / delivered).isCloseTo(Simulation.OPENED_RATE, within(0.01));
        assertThat((double) users("clicked").size() / opened).isCloseTo(Simulation.CLICKED_RATE, within(0.02));
    }

    @Test
    void anotherTitleReachesOthers()
            throws Exception
    {
        post("k", rows(1, 2000, "Come back"));
        Set<Long> first = users("opened");
        post("l", rows(1, 2000, "40 off"));
        assertThat(receipts().stream().filter(event("opened")).filter(receipt -> receipt.get("idempotency_key").asText().equals("l")).map(TestPushSink::user).collect(toSet()))
                .isNotEqualTo(first);
    }

    // What examples and pages show must not change.
    @Test
    void receiptsAreTheSameOnEveryMachine()
            throws Exception
    {
        post("k", rows(1, 20, "Come back"));
        assertThat(receipts().stream().filter(event("delivered").negate()).map(JsonNode::toString).collect(joining("\n"))).isEqualTo("""
                {"idempotency_key":"k","user_id":1,"event":"opened","event_time":"2026-01-01 21:52:27","message":null}
                {"idempotency_key":"k","user_id":5,"event":"opened","event_time":"2026-01-02 01:31:45","message":null}
                {"idempotency_key":"k","user_id":6,"event":"opened","event_time":"2026-01-01 22:34:56","message":null}
                {"idempotency_key":"k","user_id":9,"event":"opened","event_time":"2026-01-01 21:37:27","message":null}
                {"idempotency_key":"k","user_id":10,"event":"opened","event_time":"2026-01-01 23:33:10","message":null}
                {"idempotency_key":"k","user_id":16,"event":"opened","event_time":"2026-01-01 23:08:14","message":null}
                {"idempotency_key":"k","user_id":19,"event":"failed","event_time":"2026-01-01 20:00:21","message":"the app is not installed any more"}""");
    }

    @Test
    void aRepeatChangesNothing()
            throws Exception
    {
        JsonNode first = post("k", "[" + ROW + "]");
        List<JsonNode> before = receipts();
        assertThat(post("k", "[" + ROW + "]")).isEqualTo(first);
        assertThat(receipts()).isEqualTo(before);
    }

    @Test
    void aRepeatIsToldAlsoAfterARestart()
            throws Exception
    {
        post("k", "[" + ROW + "]");
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(onlyFile(), longAgo);
        sink.close();
        sink = PushSink.start(0, folder);
        assertThat(post("k", "[" + ROW + "]").at("/taken").asInt()).isEqualTo(1);
        assertThat(Files.getLastModifiedTime(onlyFile())).isEqualTo(longAgo);
    }

    @Test
    void aKeyWithOtherRowsIsRefused()
            throws Exception
    {
        post("k", "[" + ROW + "]");
        HttpResponse<String> answer = send("k", rows(8, 9, "Come back"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("the key k came before with other rows");
        assertThat(receipts()).allSatisfy(receipt -> assertThat(user(receipt)).isEqualTo(7));
    }

    @Test
    void rowsThatCannotBeTakenAreNamedAndTheOthersAreTaken()
            throws Exception
    {
        JsonNode answer = post("k", """
                [{"user_id": 1, "title": null}, %s, {"user_id": "x", "title": "a"}, {"user_id": 3, "title": "a", "send_at": "soon"}, 5]""".formatted(ROW));
        assertThat(answer).isEqualTo(JSON.readTree("""
                {"failed": [
                  {"index": 0, "message": "title must be a text, found null"},
                  {"index": 2, "message": "user_id must be a whole number, found \\"x\\""},
                  {"index": 3, "message": "send_at must be a time such as 2026-01-31T20:00:00, found \\"soon\\""},
                  {"index": 4, "message": "user_id must be a whole number, found none"}],
                 "taken": 1}"""));
        assertThat(receipts()).isNotEmpty().allSatisfy(receipt -> assertThat(user(receipt)).isEqualTo(7));
    }

    @Test
    void aCallWithoutAKeyIsRefused()
            throws Exception
    {
        HttpRequest request = HttpRequest.newBuilder(sink.url()).POST(BodyPublishers.ofString("[" + ROW + "]")).build();
        assertThat(send(request).statusCode()).isEqualTo(400);
        assertThat(receipts()).isEmpty();
    }

    @Test
    void whatIsNoArrayIsRefused()
            throws Exception
    {
        assertThat(send("k", ROW).statusCode()).isEqualTo(400);
        assertThat(send("k", "[" + ROW).statusCode()).isEqualTo(400);
        assertThat(receipts()).isEmpty();
    }

    private static String rows(long first, long last, String title)
    {
        return LongStream.rangeClosed(first, last)
                .mapToObj(user -> "{\"user_id\": %s, \"title\": \"%s\", \"send_at\": \"2026-01-01T20:00:00\"}".formatted(user, title))
                .collect(joining(",", "[", "]"));
    }

    private JsonNode post(String key, String body)
            throws IOException, InterruptedException
    {
        HttpResponse<String> answer = send(key, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String key, String body)
            throws IOException, InterruptedException
    {
        return send(HttpRequest.newBuilder(sink.url()).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)).build());
    }

    private static HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException
    {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private Set<Long> users(String event)
            throws IOException
    {
        return receipts().stream().filter(event(event)).map(TestPushSink::user).collect(toSet());
    }

    private static long user(JsonNode receipt)
    {
        return receipt.get("user_id").asLong();
    }

    private static Predicate<JsonNode> event(String event)
    {
        return receipt -> receipt.get("event").asText().equals(event);
    }

    private Path onlyFile()
            throws IOException
    {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().getFirst();
        }
    }

    private List<JsonNode> receipts()
            throws IOException
    {
        List<JsonNode> receipts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    receipts.add(JSON.readTree(line));
                }
            }
        }
        return receipts;
    }
}
