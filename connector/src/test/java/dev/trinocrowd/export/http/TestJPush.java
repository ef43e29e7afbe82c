package dev.trinocrowd.export.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trinocrowd.export.delivery.Deliverer;
import dev.trinocrowd.export.delivery.DeliveryFixture;
import dev.trinocrowd.export.delivery.DeliverySettings;
import dev.trinocrowd.export.delivery.LaneSummary;
import dev.trinocrowd.export.delivery.MemoryJournal;
import dev.trinocrowd.export.delivery.MemorySource;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.PayloadColumn;
import dev.trinocrowd.export.delivery.PayloadKind;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.delivery.TestingRow;
import dev.trinocrowd.export.destination.Destination;
import dev.trinocrowd.export.destination.Target;
import dev.trinocrowd.export.destination.TestingDestinations;
import dev.trinocrowd.export.http.StubServer.Answer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/// The profile against a server that answers as the platform's documentation says.
public class TestJPush
{
    private static final JsonMapper JSON = new JsonMapper();
    private static final RowSchema DEVICES = new RowSchema(
            "user_id",
            List.of(PayloadColumn.of("registration_id", PayloadKind.VARCHAR), PayloadColumn.of("alert", PayloadKind.VARCHAR), PayloadColumn.of("title", PayloadKind.VARCHAR)),
            false);
    private static final RowSchema ALIASES = new RowSchema("user_id", List.of(PayloadColumn.of("alert", PayloadKind.VARCHAR)), false);

    private final AtomicInteger keys = new AtomicInteger();

    private static Destination destination(String url, String profile)
    {
        return TestingDestinations.parse(
                "{\"profile\": \"%s\", \"url\": \"%s\", \"credentials\": {\"kind\": \"basic\", \"user\": \"${ENV:KEY}\", \"password\": \"${ENV:SECRET}\"}}".formatted(profile, url),
                Map.of("KEY", "app", "SECRET", "master-secret"));
    }

    private static LaneSummary deliver(Destination destination, RowSchema schema, List<OutboxRow> rows, MemoryJournal journal)
            throws InterruptedException
    {
        DeliverySettings settings = destination.settings(schema);
        assertThat(settings.callsPerSecond()).hasValue(10);
        DeliverySettings unlimited = new DeliverySettings(settings.plan(), settings.inFlight(), OptionalDouble.empty(), settings.backoff(), settings.idempotency(),
                settings.onUnknown(), settings.giveUpAfter());
        try (HttpSender sender = new HttpSender(((Target.Http) destination.target()).target(), schema, destination.timeout(), Clock.systemUTC())) {
            return new Deliverer(DeliveryFixture.DELIVERY, 0, schema, new MemorySource(rows), sender, journal, unlimited, Clock.systemUTC()).deliver();
        }
    }

    private Answer issueKeys(StubServer.Call call)
    {
        int count = Integer.parseInt(call.target().replaceAll(".*count=", ""));
        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.target()).isEqualTo("/v3/push/cid?type=push&count=" + count);
        assertThat(count).isLessThanOrEqualTo(10);
        return Answer.of(200,
                JSON.createObjectNode().set("cidlist", JSON.valueToTree(LongStream.range(0, count).mapToObj(_ -> "app-" + keys.incrementAndGet()).toList())).toString());
    }

    @Test
    void testDevices()
            throws IOException, InterruptedException
    {
        try (StubServer server = new StubServer(call -> call.method().equals("GET") ? issueKeys(call) : Answer.of(200, "{\"sendno\":\"0\",\"msg_id\":\"1828256757\"}"))) {
            List<OutboxRow> rows = LongStream.range(0, 2500)
                    .mapToObj(member -> TestingRow.of(member, RowAction.SEND,
                            new Object[] {"device-" + member, member % 2 == 0 ? "50 % off" : "Come back", member % 2 == 0 ? "Sale" : null}))
                    .toList();
            MemoryJournal journal = new MemoryJournal();
            assertThat(deliver(destination(server.url(), "jpush"), DEVICES, rows, journal)).returns(2500L, LaneSummary::accepted);
            List<StubServer.Call> pushes = server.calls().stream().filter(call -> call.method().equals("POST")).toList();
            // two texts of 1,250 devices each, at most 1,000 a call
            assertThat(pushes).hasSize(4);
            Set<String> devices = new HashSet<>();
            Set<String> cids = new HashSet<>();
            for (StubServer.Call push : pushes) {
                assertThat(push.target()).isEqualTo("/v3/push");
                assertThat(push.header("Authorization")).isEqualTo("Basic YXBwOm1hc3Rlci1zZWNyZXQ=");
                JsonNode body = JSON.readTree(push.body());
                assertThat(body.get("platform").textValue()).isEqualTo("all");
                boolean isSale = body.at("/notification/alert").textValue().equals("50 % off");
                assertThat(body.at("/notification/android").toString()).isEqualTo(isSale ? "{\"alert\":\"50 % off\",\"title\":\"Sale\"}" : "{\"alert\":\"Come back\"}");
                assertThat(body.at("/audience/registration_id").size()).isBetween(1, 1000);
                body.at("/audience/registration_id").forEach(device -> assertThat(devices.add(device.textValue())).isTrue());
                assertThat(cids.add(body.get("cid").textValue())).isTrue();
            }
            assertThat(devices).hasSize(2500);
            assertThat(cids).allMatch(cid -> cid.startsWith("app-"));
            assertThat(journal.replay().batches().values()).allMatch(state -> state.outcome().orElseThrow().receipt().orElseThrow().equals("1828256757"));
        }
    }

    @Test
    void testAliases()
            throws IOException, InterruptedException
    {
        try (StubServer server = new StubServer(call -> call.method().equals("GET") ? issueKeys(call) : Answer.of(200, "{\"msg_id\":\"1\"}"))) {
            deliver(destination(server.url(), "jpush-alias"), ALIASES,
                    List.of(TestingRow.of(4314, RowAction.SEND, new Object[] {"Hi"}), TestingRow.of(892, RowAction.SEND, new Object[] {"Hi"})), new MemoryJournal());
            assertThat(JSON.readTree(server.calls().getLast().body()).get("audience").toString()).isEqualTo("{\"alias\":[\"4314\",\"892\"]}");
        }
    }

    @Test
    void testNobodyOfThemIsThere()
            throws IOException, InterruptedException
    {
        Answer nobody = Answer.of(400, "{\"error\":{\"code\":1011,\"message\":\"cannot find user by this audience\"}}");
        try (StubServer server = new StubServer(call -> call.method().equals("GET") ? issueKeys(call) : nobody)) {
            List<OutboxRow> rows = LongStream.range(0, 10).mapToObj(member -> TestingRow.of(member, RowAction.SEND, new Object[] {"Hi"})).toList();
            assertThat(deliver(destination(server.url(), "jpush-alias"), ALIASES, rows, new MemoryJournal())).returns(10L, LaneSummary::rejected).returns(1L, LaneSummary::calls);
        }
    }

    @Test
    void testTheRateIsUsedUp()
            throws IOException, InterruptedException
    {
        AtomicInteger pushes = new AtomicInteger();
        try (StubServer server = new StubServer(call -> {
            if (call.method().equals("GET")) {
                return issueKeys(call);
            }
            boolean isFirst = pushes.getAndIncrement() == 0;
            return isFirst
                    ? new Answer(429, Map.of("X-Rate-Limit-Quota", "600", "X-Rate-Limit-Remaining", "0", "X-Rate-Limit-Reset", "1"),
                            "{\"error\":{\"code\":2002,\"message\":\"Rate limit exceeded\"}}")
                    : Answer.of(200, "{\"msg_id\":\"1\"}");
        })) {
            long start = System.nanoTime();
            assertThat(deliver(destination(server.url(), "jpush-alias"), ALIASES, List.of(TestingRow.of(1, RowAction.SEND, new Object[] {"Hi"})), new MemoryJournal()))
                    .returns(1L, LaneSummary::accepted)
                    .returns(2L, LaneSummary::calls);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(950));
            // the repeat has the key of the first call
            assertThat(keys.get()).isEqualTo(1);
        }
    }

    @Test
    void testABlockedApplicationEndsTheRun()
            throws IOException, InterruptedException
    {
        try (StubServer server = new StubServer(_ -> Answer.of(403, "{\"error\":{\"code\":2003,\"message\":\"The appKey is in black list.\"}}"))) {
            assertThat(deliver(destination(server.url(), "jpush-alias"), ALIASES, List.of(TestingRow.of(1, RowAction.SEND, new Object[] {"Hi"})), new MemoryJournal())
                    .stoppedBecause())
                    .contains("HTTP 403: The appKey is in black list.");
        }
    }
}
