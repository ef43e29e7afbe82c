package dev.trinocrowd.export.delivery;

import dev.trinocrowd.export.delivery.FakeDestination.Behaviour;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;

import static dev.trinocrowd.export.delivery.DeliveryFixture.CLOCK;
import static dev.trinocrowd.export.delivery.DeliveryFixture.NOW;
import static dev.trinocrowd.export.delivery.DeliveryFixture.deliver;
import static dev.trinocrowd.export.delivery.DeliveryFixture.first;
import static dev.trinocrowd.export.delivery.DeliveryFixture.outcomes;
import static dev.trinocrowd.export.delivery.DeliveryFixture.rows;
import static dev.trinocrowd.export.delivery.DeliveryFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Batches of which it is open whether they were taken, and the keys by which a destination tells repeats.
public class TestOpenBatches
{
    private final MemoryJournal journal = new MemoryJournal();

    @Test
    void testTheSameKeyGoesAgainAfterATimeOut()
            throws InterruptedException
    {
        FakeDestination destination = new FakeDestination(true);
        destination.behave(first(Behaviour.BREAK_AFTER, Behaviour.BREAK_BEFORE, Behaviour.LATE));
        assertThat(deliver(rows(10), destination, journal, settings(10, Idempotency.during(Duration.ofHours(1)), OnUnknown.HOLD), CLOCK).accepted()).isEqualTo(10);
        destination.catchUp();
        assertThat(destination.calls()).hasSize(4).extracting(Batch::key).containsOnly(destination.calls().getFirst().key());
        assertThat(rows(10)).allMatch(row -> destination.effects(row.member()) == 1);
    }

    @Test
    void testATimeOutIsHeldWhereKeysMeanNothing()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(20);
        FakeDestination destination = new FakeDestination(false);
        destination.behave(first(Behaviour.BREAK_AFTER));
        DeliverySettings settings = settings(10, Idempotency.NONE, OnUnknown.HOLD);
        LaneSummary summary = deliver(rows, destination, journal, settings, CLOCK);
        assertThat(summary).isEqualTo(new LaneSummary(10, 0, 10, 0, 2, Optional.empty()));
        assertThat(deliver(rows, destination, journal, settings, CLOCK).calls()).isZero();
        assertThat(outcomes(rows, journal).values()).containsOnly(RowOutcome.ACCEPTED, RowOutcome.UNKNOWN);
        assertThat(rows).allMatch(row -> destination.effects(row.member()) == 1);
    }

    @Test
    void testATimeOutIsSentAgainOnDemand()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(10);
        FakeDestination destination = new FakeDestination(false);
        destination.behave(first(Behaviour.BREAK_AFTER));
        assertThat(deliver(rows, destination, journal, settings(10, Idempotency.NONE, OnUnknown.RESEND), CLOCK).accepted()).isEqualTo(10);
        assertThat(rows).allMatch(row -> destination.effects(row.member()) == 2);
    }

    @Test
    void testAnIntentWithoutOutcomeIsUnknownOnceTheKeyIsForgotten()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(10);
        FakeDestination destination = new FakeDestination(true);
        DeliverySettings settings = settings(10, Idempotency.during(Duration.ofHours(24)), OnUnknown.HOLD);
        // plan and intent are durable, the outcome is not
        journal.restart(new CrashPoints(5));
        assertThatThrownBy(() -> deliver(rows, destination, journal, settings, CLOCK)).isInstanceOf(CrashPoints.SimulatedCrash.class);
        assertThat(journal.replay().batches()).hasSize(1);
        journal.restart(CrashPoints.none());

        Clock dayLater = Clock.fixed(NOW.plus(Duration.ofHours(24)), ZoneOffset.UTC);
        assertThat(deliver(rows, destination, journal, settings, dayLater).unknown()).isEqualTo(10);
        assertThat(outcomes(rows, journal).values()).containsOnly(RowOutcome.UNKNOWN);
        assertThat(destination.calls()).hasSize(1);
    }

    @Test
    void testAnIntentWithoutOutcomeGoesAgainWithinTheLifeOfItsKey()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(10);
        FakeDestination destination = new FakeDestination(true);
        DeliverySettings settings = settings(10, Idempotency.during(Duration.ofHours(24)), OnUnknown.HOLD);
        journal.restart(new CrashPoints(5));
        assertThatThrownBy(() -> deliver(rows, destination, journal, settings, CLOCK)).isInstanceOf(CrashPoints.SimulatedCrash.class);
        journal.restart(CrashPoints.none());

        Clock later = Clock.fixed(NOW.plus(Duration.ofHours(23)), ZoneOffset.UTC);
        assertThat(deliver(rows, destination, journal, settings, later).accepted()).isEqualTo(10);
        assertThat(rows).allMatch(row -> destination.effects(row.member()) == 1);
        assertThat(destination.calls()).hasSize(2);
    }

    @Test
    void testTheAgeOfAKeyCountsFromItsFirstUse()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(10);
        FakeDestination destination = new FakeDestination(true);
        destination.behave(() -> Behaviour.BREAK_AFTER);
        DeliverySettings settings = settings(10, Idempotency.during(Duration.ofHours(24)), OnUnknown.HOLD);
        assertThat(deliver(rows, destination, journal, settings, CLOCK).unknown()).isEqualTo(10);
        assertThat(deliver(rows, destination, journal, settings, Clock.fixed(NOW.plus(Duration.ofHours(20)), ZoneOffset.UTC)).unknown()).isEqualTo(10);
        int calls = destination.calls().size();
        assertThat(deliver(rows, destination, journal, settings, Clock.fixed(NOW.plus(Duration.ofHours(30)), ZoneOffset.UTC)).calls()).isZero();
        assertThat(destination.calls()).hasSize(calls);
    }

    @Test
    void testWhatAnEarlierRunLeftOpenStaysOpenThoughThisRunIsRefused()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(10);
        FakeDestination destination = new FakeDestination(true);
        destination.behave(() -> Behaviour.BREAK_AFTER);
        DeliverySettings settings = settings(10, Idempotency.during(Duration.ofHours(24)), OnUnknown.HOLD);
        deliver(rows, destination, journal, settings, CLOCK);
        for (Behaviour refusal : List.of(Behaviour.STOP, Behaviour.DEFER)) {
            destination.behave(() -> refusal);
            assertThat(deliver(rows, destination, journal, settings, CLOCK)).returns(10L, LaneSummary::unknown).returns(0L, LaneSummary::released);
        }
        assertThat(outcomes(rows, journal).values()).containsOnly(RowOutcome.UNKNOWN);
    }

    @Test
    void testIssuedKeysAreKeptWithTheIntent()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(10);
        FakeDestination destination = new FakeDestination(true);
        destination.behave(first(Behaviour.BREAK_AFTER));
        AtomicInteger issued = new AtomicInteger();
        AtomicInteger refusals = new AtomicInteger(2);
        Sender issuing = new Sender()
        {
            @Override
            public SendResult send(Batch batch)
            {
                return destination.send(batch);
            }

            @Override
            public List<String> keys(List<BatchId> batches)
                    throws KeysRefusedException
            {
                if (refusals.getAndDecrement() > 0) {
                    throw new KeysRefusedException("no keys", SendResult.of(new Verdict.Deferred("busy")));
                }
                return batches.stream().map(_ -> "issued-" + issued.incrementAndGet()).toList();
            }

            @Override
            public void close()
            {}
        };
        DeliverySettings once = settings(10, Idempotency.during(Duration.ofHours(24)), OnUnknown.HOLD);
        DeliverySettings settings = new DeliverySettings(once.plan(), 3, OptionalDouble.empty(), new Backoff(3, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(1)),
                once.idempotency(), OnUnknown.HOLD, 1);
        deliver(rows, issuing, journal, settings, CLOCK);
        assertThat(destination.calls()).hasSize(2).extracting(Batch::key).containsOnly("issued-1");
        assertThat(journal.replay().batches().values()).extracting(state -> state.intent().key()).containsExactly("issued-1");
        assertThat(rows).allMatch(row -> destination.effects(row.member()) == 1);
    }
}
