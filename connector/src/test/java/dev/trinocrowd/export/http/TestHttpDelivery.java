package dev.trinocrowd.export.http;

import dev.trinocrowd.export.delivery.Backoff;
import dev.trinocrowd.export.delivery.CrashPoints;
import dev.trinocrowd.export.delivery.CrashPoints.SimulatedCrash;
import dev.trinocrowd.export.delivery.DeliveryFixture;
import dev.trinocrowd.export.delivery.DeliverySettings;
import dev.trinocrowd.export.delivery.LaneSummary;
import dev.trinocrowd.export.delivery.MemoryJournal;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.RowOutcome;
import dev.trinocrowd.export.destination.Destination;
import dev.trinocrowd.export.destination.Target;
import dev.trinocrowd.export.destination.TestingDestinations;
import dev.trinocrowd.export.http.PushSink.Behaviour;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;

import static dev.trinocrowd.export.delivery.DeliveryFixture.SCHEMA;
import static dev.trinocrowd.export.delivery.DeliveryFixture.outcomes;
import static dev.trinocrowd.export.delivery.DeliveryFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;

/// Deliveries to a real server that does all that servers do.
public class TestHttpDelivery
{
    private static final Backoff BACKOFF = new Backoff(12, Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofSeconds(5));

    private static Destination destination(PushSink sink, boolean honoursKeys, String onUnknown)
    {
        return TestingDestinations.parse(
                """
                        {"kind": "http", "url": "%s", "batch-size": 10, "timeout": "200ms", "on-unknown": "%s",
                         %s
                         "answers": {"message": "/error/message", "receipt": "/id", "rows": {"list": "/failures", "index": "/index", "message": "/message"}}}"""
                        .formatted(sink.uri(), onUnknown, honoursKeys ? "\"idempotency\": {\"header\": \"Idempotency-Key\", \"life\": \"1h\"}," : ""),
                Map.of());
    }

    private static LaneSummary deliver(List<OutboxRow> rows, Destination destination, MemoryJournal journal)
            throws InterruptedException
    {
        DeliverySettings declared = destination.settings(SCHEMA);
        DeliverySettings settings = new DeliverySettings(declared.plan(), 4, OptionalDouble.empty(), BACKOFF, declared.idempotency(), declared.onUnknown(), 5);
        try (HttpSender sender = new HttpSender(((Target.Http) destination.target()).target(), SCHEMA, destination.timeout(), Clock.systemUTC())) {
            return DeliveryFixture.deliver(rows, sender, journal, settings, Clock.systemUTC());
        }
    }

    @Test
    void testEachFaultInTurn()
            throws IOException, InterruptedException
    {
        for (Behaviour fault : Behaviour.values()) {
            if (fault == Behaviour.HALF) {
                continue;
            }
            try (PushSink sink = new PushSink()) {
                int[] calls = new int[1];
                sink.behave(() -> calls[0]++ < 3 ? fault : Behaviour.ANSWER);
                List<OutboxRow> rows = rows(35);
                MemoryJournal journal = new MemoryJournal();
                assertThat(deliver(rows, destination(sink, true, "hold"), journal)).as("%s", fault).returns(35L, LaneSummary::accepted);
                // what was late may still be on its way
                Thread.sleep(fault == Behaviour.LATE ? 600 : 0);
                assertThat(rows).as("%s", fault).allMatch(row -> sink.effects(row.member()) == 1);
            }
        }
    }

    @Test
    void testHalfASuccess()
            throws IOException, InterruptedException
    {
        try (PushSink sink = new PushSink()) {
            sink.behave(() -> Behaviour.HALF);
            List<OutboxRow> rows = rows(30);
            MemoryJournal journal = new MemoryJournal();
            assertThat(deliver(rows, destination(sink, true, "hold"), journal)).returns(15L, LaneSummary::accepted).returns(15L, LaneSummary::rejected);
            outcomes(rows, journal).forEach((member, outcome) -> {
                assertThat(outcome).isEqualTo(member % 2 == 0 ? RowOutcome.ACCEPTED : RowOutcome.REJECTED);
                assertThat(sink.effects(member)).isEqualTo(member % 2 == 0 ? 1 : 0);
            });
            assertThat(journal.replay().batches().values()).allMatch(state -> state.outcome().orElseThrow().receipt().orElseThrow().startsWith("push-"));
        }
    }

    @Test
    void testABadRowAmongMany()
            throws IOException, InterruptedException
    {
        try (PushSink sink = new PushSink()) {
            sink.refuse(13);
            List<OutboxRow> rows = rows(40);
            MemoryJournal journal = new MemoryJournal();
            deliver(rows, destination(sink, true, "hold"), journal);
            outcomes(rows, journal).forEach((member, outcome) -> {
                assertThat(outcome).isEqualTo(member == 13 ? RowOutcome.REJECTED : RowOutcome.ACCEPTED);
                assertThat(sink.effects(member)).isEqualTo(member == 13 ? 0 : 1);
            });
        }
    }

    @Test
    void testWithoutKeysWhatIsOpenIsHeld()
            throws IOException, InterruptedException
    {
        try (PushSink sink = new PushSink()) {
            int[] calls = new int[1];
            sink.behave(() -> calls[0]++ == 1 ? Behaviour.LATE : Behaviour.ANSWER);
            List<OutboxRow> rows = rows(40);
            MemoryJournal journal = new MemoryJournal();
            assertThat(deliver(rows, destination(sink, false, "hold"), journal)).returns(30L, LaneSummary::accepted).returns(10L, LaneSummary::unknown);
            assertThat(deliver(rows, destination(sink, false, "hold"), journal).calls()).isZero();
            Thread.sleep(600);
            assertThat(rows).allMatch(row -> sink.effects(row.member()) == 1);
        }
    }

    @Test
    void testRandomFaultsAndCrashes()
            throws IOException, InterruptedException
    {
        randomFaultsAndCrashes(15, 11);
    }

    @Test
    @Tag("nightly")
    void testManyRandomFaultsAndCrashes()
            throws IOException, InterruptedException
    {
        randomFaultsAndCrashes(500, System.nanoTime());
    }

    private static void randomFaultsAndCrashes(int rounds, long seed)
            throws IOException, InterruptedException
    {
        List<Behaviour> behaviours = Arrays.stream(Behaviour.values()).filter(behaviour -> behaviour != Behaviour.HALF).toList();
        for (int round = 0; round < rounds; round++) {
            long roundSeed = seed + round;
            Random random = new Random(roundSeed);
            try (PushSink sink = new PushSink()) {
                sink.refuse(random.nextInt(200));
                List<OutboxRow> rows = rows(1 + random.nextInt(150));
                MemoryJournal journal = new MemoryJournal();
                Destination destination = destination(sink, true, "hold");
                sink.behave(() -> random.nextInt(100) < 30 ? behaviours.get(random.nextInt(behaviours.size())) : Behaviour.ANSWER);
                for (int run = 0; run < 3; run++) {
                    journal.restart(new CrashPoints(1 + random.nextInt(60)));
                    try {
                        deliver(rows, destination, journal);
                    }
                    catch (SimulatedCrash _) {
                        // as wanted
                    }
                }
                journal.restart(CrashPoints.none());
                sink.behave(() -> Behaviour.ANSWER);
                deliver(rows, destination, journal);
                Thread.sleep(500);
                Map<Long, RowOutcome> outcomes = outcomes(rows, journal);
                assertThat(outcomes).hasSize(rows.size());
                outcomes.forEach((member, outcome) -> assertThat(sink.effects(member))
                        .as("effects of %s, which is %s; seed %s", member, outcome, roundSeed)
                        .isEqualTo(outcome == RowOutcome.ACCEPTED ? 1 : 0));
                assertThat(outcomes.values()).containsAnyOf(RowOutcome.ACCEPTED, RowOutcome.REJECTED).doesNotContain(RowOutcome.UNKNOWN, RowOutcome.PENDING);
            }
        }
    }
}
