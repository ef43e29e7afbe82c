package dev.trinocrowd.export.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trinocrowd.export.delivery.Batch;
import dev.trinocrowd.export.delivery.BatchId;
import dev.trinocrowd.export.delivery.DeliveryFixture;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.PayloadColumn;
import dev.trinocrowd.export.delivery.PayloadKind;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowRejection;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.delivery.SendResult;
import dev.trinocrowd.export.delivery.TestingRow;
import dev.trinocrowd.export.delivery.Verdict;
import dev.trinocrowd.export.destination.Destination;
import dev.trinocrowd.export.destination.Target;
import dev.trinocrowd.export.destination.TestingDestinations;
import dev.trinocrowd.export.http.StubServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

public class TestHttpSender
{
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);
    private static final RowSchema SCHEMA = new RowSchema("user_id", List.of(PayloadColumn.of("title", PayloadKind.VARCHAR), PayloadColumn.of("coupon", PayloadKind.VARCHAR)),
            false);
    private static final BatchId ID = new BatchId(DeliveryFixture.DELIVERY, 0, 0, 0, "");

    private static OutboxRow row(long member, Object... values)
    {
        return TestingRow.of(member, RowAction.SEND, values);
    }

    private static Batch batch(OutboxRow... rows)
    {
        return new Batch(ID, "key-1", List.of(rows));
    }

    private static HttpTarget target(String url, String more)
    {
        return target("{\"kind\": \"http\", \"url\": \"%s\"%s}".formatted(url, more.isEmpty() ? "" : ", " + more));
    }

    private static HttpTarget target(String json)
    {
        Destination destination = TestingDestinations.parse(json, Map.of("TOKEN", "s3cret-token", "USER", "app", "PASSWORD", "pa55word"));
        return ((Target.Http) destination.target()).target();
    }

    private static SendResult send(HttpTarget target, RowSchema schema, Batch batch)
            throws InterruptedException
    {
        try (HttpSender sender = new HttpSender(target, schema, Duration.ofSeconds(10), CLOCK)) {
            return sender.send(batch);
        }
    }

    /// What one call got and what its answer meant.
    private record Exchange(StubServer.Call call, SendResult result)
    {}

    private static Exchange exchange(Function<StubServer.Call, Answer> answers, String more, RowSchema schema, Batch batch)
            throws IOException, InterruptedException
    {
        try (StubServer server = new StubServer(answers)) {
            SendResult result = send(target(server.url(), more), schema, batch);
            return new Exchange(server.calls().getFirst(), result);
        }
    }

    private static Verdict verdict(Answer answer, String more, OutboxRow... rows)
            throws IOException, InterruptedException
    {
        return exchange(_ -> answer, more, SCHEMA, batch(rows)).result().verdict();
    }

    @Test
    void testSendsAnArrayOfRows()
            throws IOException, InterruptedException
    {
        Exchange exchange = exchange(_ -> Answer.of(200, ""), "", SCHEMA, batch(row(7, "Hi \"you\"", null), row(8, "größer", "C-1")));
        assertThat(exchange.call().method()).isEqualTo("POST");
        assertThat(exchange.call().header("Content-Type")).isEqualTo("application/json");
        assertThat(exchange.call().body()).isEqualTo("[{\"user_id\":7,\"title\":\"Hi \\\"you\\\"\",\"coupon\":null},{\"user_id\":8,\"title\":\"größer\",\"coupon\":\"C-1\"}]");
        assertThat(exchange.result()).isEqualTo(SendResult.of(new Verdict.Settled(List.of(), Optional.empty())));
    }

    @Test
    void testSendsALineARow()
            throws IOException, InterruptedException
    {
        Exchange exchange = exchange(_ -> Answer.of(200, ""), "\"format\": \"ndjson\", \"row\": {\"to\": \"{{member:text}}\", \"t\": \"{{row.title?}}\"}", SCHEMA,
                batch(row(7, "a", null), row(8, null, null)));
        assertThat(exchange.call().header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(exchange.call().body()).isEqualTo("{\"to\":\"7\",\"t\":\"a\"}\n{\"to\":\"8\"}\n");
    }

    @Test
    void testEachTypeAsJson()
            throws IOException, InterruptedException
    {
        RowSchema schema = new RowSchema(
                "uid",
                List.of(
                        PayloadColumn.of("b", PayloadKind.BOOLEAN),
                        PayloadColumn.of("i", PayloadKind.INTEGER),
                        PayloadColumn.of("d", PayloadKind.DOUBLE),
                        PayloadColumn.of("nan", PayloadKind.DOUBLE),
                        PayloadColumn.decimal("m", 38, 10),
                        PayloadColumn.of("day", PayloadKind.DATE),
                        PayloadColumn.timestamp("t", 3),
                        PayloadColumn.timestamp("t0", 0),
                        PayloadColumn.of("u", PayloadKind.UUID)),
                false);
        OutboxRow row = row(
                Long.MAX_VALUE,
                true,
                Long.MIN_VALUE,
                0.1,
                Double.NaN,
                new BigDecimal("0E-10"),
                LocalDate.of(2026, 2, 28),
                LocalDateTime.of(2026, 2, 28, 1, 2, 3, 120_000_000),
                LocalDateTime.of(2026, 2, 28, 1, 2, 3),
                new UUID(1, 2));
        assertThat(exchange(_ -> Answer.of(200, ""), "", schema, batch(row)).call().body()).isEqualTo(
                "[{\"uid\":9223372036854775807,\"b\":true,\"i\":-9223372036854775808,\"d\":0.1,\"nan\":\"NaN\",\"m\":0.0000000000,\"day\":\"2026-02-28\","
                        + "\"t\":\"2026-02-28T01:02:03.120\",\"t0\":\"2026-02-28T01:02:03\",\"u\":\"00000000-0000-0001-0000-000000000002\"}]");
    }

    @Test
    void testABodyOfItsOwn()
            throws IOException, InterruptedException
    {
        String body = """
                "body": {"cid": "{{idempotency_key}}", "to": "{{members:text}}", "codes": "{{rows.coupon}}", "title": "{{row.title}}", "n": [1, "{{row.absent?}}"], "all": "{{rows}}"},
                "row": {"id": "{{member}}"}""";
        assertThat(exchange(_ -> Answer.of(200, ""), body, SCHEMA, batch(row(7, "Hi", "A"), row(8, "Hi", "B"))).call().body())
                .isEqualTo("{\"cid\":\"key-1\",\"to\":[\"7\",\"8\"],\"codes\":[\"A\",\"B\"],\"title\":\"Hi\",\"n\":[1],\"all\":[{\"id\":7},{\"id\":8}]}");
    }

    @Test
    void testNoValueCanBeMoreThanAValue()
            throws IOException, InterruptedException
    {
        String evil = "\"}],\"admin\":true,\"x\":\"{{idempotency_key}}\\u0000\n";
        String body = exchange(_ -> Answer.of(200, ""), "\"body\": {\"title\": \"{{row.title}}\"}", SCHEMA, batch(row(7, evil, "A"))).call().body();
        assertThat(new JsonMapper().readTree(body).get("title").textValue()).isEqualTo(evil);
        assertThat(body).doesNotContain("key-1");
    }

    @Test
    void testARowWithoutTheAddressThatTheBodyListsIsRejectedHere()
            throws IOException, InterruptedException
    {
        Exchange exchange = exchange(_ -> Answer.of(200, ""), "\"body\": {\"to\": \"{{rows.coupon}}\"}", SCHEMA, batch(row(7, "Hi", null), row(8, "Hi", "B")));
        assertThat(exchange.call().body()).isEqualTo("{\"to\":[\"B\"]}");
        assertThat(exchange.result().verdict()).isEqualTo(new Verdict.Settled(List.of(new RowRejection(0, 7, "column coupon is NULL")), Optional.empty()));
    }

    @Test
    void testWhatSharesACall()
    {
        HttpTarget target = target("https://example.com", "\"body\": {\"to\": \"{{members}}\", \"title\": \"{{row.title}}\"}");
        assertThat(target.plan(100, SCHEMA).grouping().columns()).containsExactly("title");
        assertThat(target.plan(100, SCHEMA).chunkRows()).isEqualTo(1600);
        assertThat(target("https://example.com", "").plan(100, SCHEMA).grouping().isNone()).isTrue();
        assertThat(target("https://example.com", "\"body\": {\"to\": \"{{member}}\"}").plan(100, SCHEMA).batchSize()).isEqualTo(1);
    }

    @Test
    void testAColumnThatIsNotThere()
    {
        assertThatThrownBy(() -> target("https://example.com", "\"body\": {\"title\": \"{{row.titel}}\"}").check(SCHEMA))
                .hasMessage("the destination needs a column titel, which the export table does not have, did you mean title?");
    }

    @Test
    void testDeletes()
            throws IOException, InterruptedException
    {
        RowSchema mirror = new RowSchema("user_id", List.of(), true);
        OutboxRow gone = TestingRow.of(7, RowAction.DELETE, new Object[0]);
        assertThat(exchange(_ -> Answer.of(200, ""), "", mirror, batch(gone, row(8))).call().body())
                .isEqualTo("[{\"user_id\":7,\"action\":\"delete\"},{\"user_id\":8,\"action\":\"send\"}]");

        StubServer.Call call = exchange(_ -> Answer.of(200, ""),
                "\"body\": {\"add\": \"{{members}}\"}, \"delete\": {\"path\": \"/gone\", \"method\": \"DELETE\", \"body\": {\"remove\": \"{{members}}\"}}", mirror, batch(gone))
                .call();
        assertThat(call.method() + " " + call.target() + " " + call.body()).isEqualTo("DELETE /gone {\"remove\":[7]}");

        HttpTarget onlySends = target("https://example.com", "\"body\": {\"add\": \"{{members}}\"}");
        assertThat(onlySends.supportsDeletes()).isFalse();
        assertThatThrownBy(() -> onlySends.check(mirror)).hasMessageContaining("the destination cannot delete");
    }

    @Test
    void testCredentialsAndKey()
            throws IOException, InterruptedException
    {
        String basic = "\"credentials\": {\"kind\": \"basic\", \"user\": \"${ENV:USER}\", \"password\": \"${ENV:PASSWORD}\"}, \"idempotency\": {\"header\": \"Idempotency-Key\"}";
        StubServer.Call call = exchange(_ -> Answer.of(200, ""), basic, SCHEMA, batch(row(7, "a", "b"))).call();
        assertThat(call.header("Authorization")).isEqualTo("Basic YXBwOnBhNTV3b3Jk");
        assertThat(call.header("Idempotency-Key")).isEqualTo("key-1");

        String bearer = "\"credentials\": {\"kind\": \"bearer\", \"token\": \"${ENV:TOKEN}\"}";
        assertThat(exchange(_ -> Answer.of(200, ""), bearer, SCHEMA, batch(row(7, "a", "b"))).call().header("Authorization")).isEqualTo("Bearer s3cret-token");

        String header = "\"credentials\": {\"kind\": \"header\", \"name\": \"X-Api-Key\", \"value\": \"${ENV:TOKEN}\"}, \"headers\": {\"X-App\": \"shop\"}";
        call = exchange(_ -> Answer.of(200, ""), header, SCHEMA, batch(row(7, "a", "b"))).call();
        assertThat(call.header("X-Api-Key")).isEqualTo("s3cret-token");
        assertThat(call.header("X-App")).isEqualTo("shop");
    }

    @ParameterizedTest
    @CsvSource({
        "200, Settled",
        "202, Settled",
        "400, Refused",
        "413, Refused",
        "422, Refused",
        "429, Deferred",
        "503, Deferred",
        "408, Unknown",
        "500, Unknown",
        "502, Unknown",
        "504, Unknown",
        "301, Stopped",
        "302, Stopped",
        "401, Stopped",
        "403, Stopped",
        "404, Stopped",
        "405, Stopped"})
    void testStatuses(int status, String verdict)
            throws IOException, InterruptedException
    {
        assertThat(verdict(Answer.of(status, ""), "", row(7, "a", "b")).getClass().getSimpleName()).isEqualTo(verdict);
    }

    @Test
    void testRulesOfItsOwn()
            throws IOException, InterruptedException
    {
        String rules = """
                "answers": {"message": "/error/message", "receipt": "/id", "rules": [
                  {"status": 400, "at": "/error/code", "equals": [1011, "1012"], "then": "reject"},
                  {"status": ["2xx"], "at": "/ok", "equals": false, "then": "defer"}]}""";
        assertThat(verdict(Answer.of(400, "{\"error\": {\"code\": 1011, \"message\": \"nobody there\"}}"), rules, row(7, "a", "b")))
                .isEqualTo(new Verdict.Settled(List.of(new RowRejection(0, 7, "HTTP 400: nobody there")), Optional.empty()));
        assertThat(verdict(Answer.of(400, "{\"error\": {\"code\": \"1012\"}}"), rules, row(7, "a", "b"))).isInstanceOf(Verdict.Settled.class);
        assertThat(verdict(Answer.of(400, "{\"error\": {\"code\": 1003}}"), rules, row(7, "a", "b"))).isInstanceOf(Verdict.Refused.class);
        assertThat(verdict(Answer.of(200, "{\"ok\": false}"), rules, row(7, "a", "b"))).isInstanceOf(Verdict.Deferred.class);
        assertThat(verdict(Answer.of(200, "{\"ok\": true, \"id\": 4711}"), rules, row(7, "a", "b"))).isEqualTo(new Verdict.Settled(List.of(), Optional.of("4711")));
    }

    @Test
    void testFailuresByIndex()
            throws IOException, InterruptedException
    {
        String rows = "\"answers\": {\"rows\": {\"list\": \"/failures\", \"index\": \"/index\", \"message\": \"/why\"}}";
        assertThat(verdict(Answer.of(200, "{\"failures\": [{\"index\": 1, \"why\": \"no device\"}]}"), rows, row(7, "a", "b"), row(8, "a", "b")))
                .isEqualTo(new Verdict.Settled(List.of(new RowRejection(1, 8, "no device")), Optional.empty()));
        assertThat(verdict(Answer.of(200, "{}"), rows, row(7, "a", "b"))).isEqualTo(new Verdict.Settled(List.of(), Optional.empty()));
        assertThat(verdict(Answer.of(200, "{\"failures\": [{\"index\": 2}]}"), rows, row(7, "a", "b"), row(8, "a", "b"))).isEqualTo(
                new Verdict.Unknown("it cannot be told which rows were taken: the answer names row 2 of 2"));
        assertThat(verdict(Answer.of(200, "{\"failures\": \"none\"}"), rows, row(7, "a", "b"))).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void testFailuresByMember()
            throws IOException, InterruptedException
    {
        String rows = "\"answers\": {\"rows\": {\"list\": \"/failures\", \"member\": \"/id\"}}";
        assertThat(verdict(Answer.of(200, "{\"failures\": [{\"id\": \"8\"}]}"), rows, row(8, "a", "b"), row(7, "a", "b"), row(8, "c", "d")))
                .isEqualTo(new Verdict.Settled(List.of(new RowRejection(0, 8, "the destination gave no reason"), new RowRejection(2, 8, "the destination gave no reason")),
                        Optional.empty()));
        assertThat(verdict(Answer.of(200, "{\"failures\": [{\"id\": 9}]}"), rows, row(8, "a", "b"))).isEqualTo(
                new Verdict.Unknown("it cannot be told which rows were taken: the answer names member 9, which was not sent"));
    }

    @Test
    void testAResultARow()
            throws IOException, InterruptedException
    {
        String rows = "\"answers\": {\"rows\": {\"list\": \"\", \"accepted\": {\"at\": \"/success\", \"equals\": true}, \"message\": \"/error\"}}";
        assertThat(verdict(Answer.of(200, "[{\"success\": true}, {\"success\": false, \"error\": \"gone\"}]"), rows, row(7, "a", "b"), row(8, "a", "b")))
                .isEqualTo(new Verdict.Settled(List.of(new RowRejection(1, 8, "gone")), Optional.empty()));
        assertThat(verdict(Answer.of(200, "[{\"success\": true}]"), rows, row(7, "a", "b"), row(8, "a", "b"))).isInstanceOf(Verdict.Unknown.class);
        assertThat(verdict(Answer.of(200, "not JSON"), rows, row(7, "a", "b"))).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void testPlacesOfRowsCountThoseThatWereLeftOut()
            throws IOException, InterruptedException
    {
        String rows = "\"body\": {\"to\": \"{{rows.coupon}}\"}, \"answers\": {\"rows\": {\"list\": \"/failures\", \"index\": \"/index\"}}";
        Verdict verdict = verdict(Answer.of(200, "{\"failures\": [{\"index\": 0}]}"), rows, row(7, "a", null), row(8, "a", "b"));
        assertThat(((Verdict.Settled) verdict).rejected()).extracting(RowRejection::index).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "429 | Retry-After | 7 | 7",
        "503 | Retry-After | Fri, 01 May 2026 12:00:30 GMT | 30",
        "429 | Retry-After | Fri, 01 May 2026 11:00:00 GMT | 0",
        "429 | Retry-After | soon | -1",
        "200 | Retry-After | 7 | -1"})
    void testRetryAfter(int status, String header, String value, long seconds)
            throws IOException, InterruptedException
    {
        Exchange exchange = exchange(_ -> new Answer(status, Map.of(header, value), ""), "", SCHEMA, batch(row(7, "a", "b")));
        assertThat(exchange.result().pause()).isEqualTo(seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({"0, 42, 42", "1, 42, -1", "0, 1777636810, 10", "0, -5, -1", "many, 42, -1"})
    void testRateHeaders(String remaining, String reset, long seconds)
            throws IOException, InterruptedException
    {
        Answer answer = new Answer(200, Map.of("X-Left", remaining, "X-Reset", reset), "");
        Exchange exchange = exchange(_ -> answer, "\"rate-headers\": {\"remaining\": \"X-Left\", \"reset\": \"X-Reset\"}", SCHEMA, batch(row(7, "a", "b")));
        assertThat(exchange.result().pause()).isEqualTo(seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
    }

    @Test
    void testNobodyListens()
            throws IOException, InterruptedException
    {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(send(target("http://127.0.0.1:" + port, ""), SCHEMA, batch(row(7, "a", "b"))).verdict()).isInstanceOf(Verdict.Deferred.class);
    }

    @Test
    void testNoAnswerInTime()
            throws IOException, InterruptedException
    {
        CountDownLatch end = new CountDownLatch(1);
        try (StubServer server = new StubServer(_ -> {
            try {
                end.await();
            }
            catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Answer.of(200, "");
        }); HttpSender sender = new HttpSender(target(server.url(), ""), SCHEMA, Duration.ofMillis(100), CLOCK)) {
            assertThat(sender.send(batch(row(7, "a", "b"))).verdict()).isEqualTo(new Verdict.Unknown("no answer within 100 ms"));
            end.countDown();
        }
    }

    @Test
    void testAnAnswerThatNeverEnds()
            throws IOException, InterruptedException
    {
        try (ServerSocket socket = new ServerSocket(0);
                HttpSender sender = new HttpSender(target("http://127.0.0.1:" + socket.getLocalPort(), ""), SCHEMA, Duration.ofMillis(300), CLOCK)) {
            Thread drip = Thread.ofVirtual().start(() -> {
                try (var connection = socket.accept()) {
                    connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(US_ASCII));
                    while (true) {
                        connection.getOutputStream().write('x');
                        Thread.sleep(50);
                    }
                }
                catch (IOException | InterruptedException _) {
                    // the caller has hung up
                }
            });
            assertThat(sender.send(batch(row(7, "a", "b"))).verdict()).isInstanceOf(Verdict.Unknown.class);
            drip.interrupt();
        }
    }
}
