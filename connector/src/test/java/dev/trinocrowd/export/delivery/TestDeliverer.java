package dev.trinocrowd.export.delivery;

import dev.trinocrowd.export.delivery.FakeDestination.Behaviour;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import static dev.trinocrowd.export.delivery.DeliveryFixture.SCHEMA;
import static dev.trinocrowd.export.delivery.DeliveryFixture.deliver;
import static dev.trinocrowd.export.delivery.DeliveryFixture.outcomes;
import static dev.trinocrowd.export.delivery.DeliveryFixture.rows;
import static dev.trinocrowd.export.delivery.DeliveryFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

public class TestDeliverer
{
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final MemoryJournal journal = new MemoryJournal();

    private static Supplier<Behaviour> first(Behaviour... behaviours)
    {
        Deque<Behaviour> left = new ArrayDeque<>(Arrays.asList(behaviours));
        return () -> left.isEmpty() ? Behaviour.ANSWER : left.removeFirst();
    }

    @Test
    void testSendsEachRowOnceInFullBatches()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(25);
        FakeDestination destination = new FakeDestination(true);
        LaneSummary summary = deliver(rows, destination, journal, settings(10, Idempotency.FOREVER, OnUnknown.HOLD), CLOCK);
        assertThat(summary).isEqualTo(new LaneSummary(25, 0, 0, 0, 3, Optional.empty()));
        assertThat(rows).allMatch(row -> destination.effects(row.member()) == 1);
        assertThat(destination.calls()).extracting(batch -> batch.rows().size()).containsExactlyInAnyOrder(10, 10, 5);
        assertThat(outcomes(rows, journal).values()).hasSize(25).containsOnly(RowOutcome.ACCEPTED);
    }

    @Test
    void testSecondRunSendsNothing()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(25);
        FakeDestination destination = new FakeDestination(true);
        DeliverySettings settings = settings(10, Idempotency.FOREVER, OnUnknown.HOLD);
        deliver(rows, destination, journal, settings, CLOCK);
        int calls = journal.calls();
        assertThat(deliver(rows, destination, journal, settings, CLOCK).calls()).isZero();
        assertThat(journal.calls()).isEqualTo(calls);
    }

    @Test
    void testAnEmptyLane()
            throws InterruptedException
    {
        assertThat(deliver(List.of(), new FakeDestination(true), journal, settings(10, Idempotency.FOREVER, OnUnknown.HOLD), CLOCK))
                .isEqualTo(new LaneSummary(0, 0, 0, 0, 0, Optional.empty()));
    }

    @Test
    void testSplitsUntilTheBadRowsAreFound()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(40);
        FakeDestination destination = new FakeDestination(true);
        destination.refuse(3);
        destination.refuse(17);
        destination.refuse(18);
        LaneSummary summary = deliver(rows, destination, journal, settings(16, Idempotency.FOREVER, OnUnknown.HOLD), CLOCK);
        assertThat(summary.accepted()).isEqualTo(37);
        assertThat(summary.rejected()).isEqualTo(3);
        assertThat(outcomes(rows, journal)).allSatisfy((member, outcome) -> {
            boolean isBad = Set.of(3L, 17L, 18L).contains(member);
            assertThat(outcome).isEqualTo(isBad ? RowOutcome.REJECTED : RowOutcome.ACCEPTED);
            assertThat(destination.effects(member)).isEqualTo(isBad ? 0 : 1);
        });
        assertThat(destination.calls()).extracting(Batch::key).doesNotHaveDuplicates();
    }

    @Test
    void testRowsThatTheAnswerNamesAreRejected()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(20);
        FakeDestination destination = new FakeDestination(false);
        destination.decline(4);
        assertThat(deliver(rows, destination, journal, settings(10, Idempotency.NONE, OnUnknown.HOLD), CLOCK)).isEqualTo(new LaneSummary(19, 1, 0, 0, 2, Optional.empty()));
        assertThat(outcomes(rows, journal)).containsEntry(4L, RowOutcome.REJECTED).containsEntry(5L, RowOutcome.ACCEPTED);
    }

    @Test
    void testARefusalForTheMomentIsTriedAgain()
            throws InterruptedException
    {
        FakeDestination destination = new FakeDestination(false);
        destination.behave(first(Behaviour.DEFER, Behaviour.DEFER, Behaviour.DEFER));
        assertThat(deliver(rows(10), destination, journal, settings(10, Idempotency.NONE, OnUnknown.HOLD), CLOCK)).isEqualTo(new LaneSummary(10, 0, 0, 0, 4, Optional.empty()));
    }

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
    void testWhatWasCertainlyNotTakenIsPending()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(100);
        FakeDestination destination = new FakeDestination(false);
        destination.behave(() -> Behaviour.STOP);
        DeliverySettings settings = settings(10, Idempotency.NONE, OnUnknown.HOLD);
        LaneSummary summary = deliver(rows, destination, journal, settings, CLOCK);
        assertThat(summary.stoppedBecause()).contains("wrong password");
        assertThat(summary.unknown()).isZero();
        assertThat(summary.calls()).isLessThanOrEqualTo(3);
        assertThat(outcomes(rows, journal).values()).hasSize(100).containsOnly(RowOutcome.PENDING);
        destination.behave(() -> Behaviour.ANSWER);
        assertThat(deliver(rows, destination, journal, settings, CLOCK).accepted()).isEqualTo(100);
        assertThat(rows).allMatch(row -> destination.effects(row.member()) == 1);
    }

    @Test
    void testADestinationThatIsDownEndsTheRunSoon()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(1000);
        FakeDestination destination = new FakeDestination(false);
        destination.behave(() -> Behaviour.BREAK_BEFORE);
        LaneSummary summary = deliver(rows, destination, journal, settings(10, Idempotency.NONE, OnUnknown.HOLD), CLOCK);
        assertThat(summary.stoppedBecause()).hasValueSatisfying(reason -> assertThat(reason).contains("broken"));
        // three in a row, and what was on its way with the last of them
        assertThat(summary.unknown()).isLessThanOrEqualTo(60);
    }

    @Test
    void testALongPauseEndsTheRun()
            throws InterruptedException
    {
        Sender busy = new Sender()
        {
            @Override
            public SendResult send(Batch batch)
            {
                return new SendResult(new Verdict.Deferred("come tomorrow"), Optional.of(Duration.ofHours(12)));
            }

            @Override
            public void close()
            {}
        };
        LaneSummary summary = deliver(rows(10), busy, journal, settings(10, Idempotency.NONE, OnUnknown.HOLD), CLOCK);
        assertThat(summary.stoppedBecause()).contains("the destination wants no call for 43200 seconds");
        assertThat(summary.released()).isEqualTo(10);
    }

    @Test
    void testRowsOfOneCallShareWhatTheCallCarriesOnce()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(100);
        FakeDestination destination = new FakeDestination(true);
        LanePlan plan = new LanePlan(10, 50, new Grouping(List.of("title"), true));
        deliver(rows, destination, journal, settings(plan, Idempotency.FOREVER, OnUnknown.HOLD), CLOCK);
        assertThat(destination.calls()).allSatisfy(batch -> {
            assertThat(batch.rows()).hasSizeBetween(1, 10);
            assertThat(batch.rows()).extracting(row -> row.value(0)).containsOnly(batch.rows().getFirst().value(0));
        });
        assertThat(rows).allMatch(row -> destination.effects(row.member()) == 1);
        assertThat(outcomes(rows, journal).values()).hasSize(100).containsOnly(RowOutcome.ACCEPTED);
    }

    @Test
    void testTheFirstPlanStays()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(30);
        FakeDestination destination = new FakeDestination(true);
        destination.behave(first(Behaviour.ANSWER, Behaviour.STOP, Behaviour.STOP, Behaviour.STOP));
        deliver(rows, destination, journal, settings(10, Idempotency.FOREVER, OnUnknown.HOLD), CLOCK);
        destination.behave(() -> Behaviour.ANSWER);
        deliver(rows, destination, journal, settings(7, Idempotency.FOREVER, OnUnknown.HOLD), CLOCK);
        assertThat(destination.calls()).allMatch(batch -> batch.rows().size() == 10);
        assertThat(rows).allMatch(row -> destination.effects(row.member()) == 1);
    }

    @Test
    void testNothingLeavesBeforeItsIntentIsDurable()
            throws InterruptedException
    {
        Set<BatchId> unannounced = new HashSet<>();
        Sender sender = new Sender()
        {
            @Override
            public SendResult send(Batch batch)
            {
                if (!journal.replay().batches().containsKey(batch.id())) {
                    unannounced.add(batch.id());
                }
                return SendResult.of(new Verdict.Settled(List.of(), Optional.empty()));
            }

            @Override
            public void close()
            {}
        };
        // one at a time, since the journal is not made for being read while it is written
        DeliverySettings settings = settings(10, Idempotency.NONE, OnUnknown.HOLD);
        DeliverySettings oneByOne = new DeliverySettings(settings.plan(), 1, OptionalDouble.empty(), settings.backoff(), settings.idempotency(), settings.onUnknown(), 1);
        deliver(rows(100), sender, journal, oneByOne, CLOCK);
        assertThat(unannounced).isEmpty();
    }

    @Test
    void testHoldsNoMoreThanTheBatchesInFlight()
            throws InterruptedException
    {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Sender sender = new Sender()
        {
            @Override
            public SendResult send(Batch batch)
                    throws InterruptedException
            {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.sleep(2);
                now.decrementAndGet();
                return SendResult.of(new Verdict.Settled(List.of(), Optional.empty()));
            }

            @Override
            public void close()
            {}
        };
        deliver(rows(300), sender, journal, settings(10, Idempotency.NONE, OnUnknown.HOLD), CLOCK);
        assertThat(most.get()).isEqualTo(3);
    }

    @Test
    void testKeepsItsRate()
            throws InterruptedException
    {
        DeliverySettings settings = settings(1, Idempotency.NONE, OnUnknown.HOLD);
        DeliverySettings slow = new DeliverySettings(settings.plan(), 3, OptionalDouble.of(50), settings.backoff(), settings.idempotency(), settings.onUnknown(), 3);
        long start = System.nanoTime();
        deliver(rows(21), new FakeDestination(false), journal, slow, CLOCK);
        // the first leaves at once, each of the others 20 ms after the one before
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThanOrEqualTo(380);
    }

    @Test
    void testStopAwaitsWhatIsOnItsWay()
            throws InterruptedException
    {
        CountDownLatch sent = new CountDownLatch(1);
        Semaphore answer = new Semaphore(0);
        Sender sender = new Sender()
        {
            @Override
            public SendResult send(Batch batch)
                    throws InterruptedException
            {
                sent.countDown();
                answer.acquire();
                return SendResult.of(new Verdict.Settled(List.of(), Optional.empty()));
            }

            @Override
            public void close()
            {}
        };
        List<OutboxRow> rows = rows(100);
        Deliverer deliverer = new Deliverer(
                DeliveryFixture.DELIVERY,
                DeliveryFixture.LANE,
                SCHEMA,
                new MemorySource(rows),
                sender,
                journal,
                settings(10, Idempotency.NONE, OnUnknown.HOLD),
                CLOCK);
        Thread stopper = Thread.ofVirtual().start(() -> {
            try {
                sent.await();
            }
            catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            deliverer.stop();
            answer.release(3);
        });
        LaneSummary summary = deliverer.deliver();
        stopper.join();
        assertThat(summary).isEqualTo(new LaneSummary(30, 0, 0, 0, 3, Optional.of("the run was stopped")));
        assertThat(outcomes(rows, journal).values()).filteredOn(RowOutcome.PENDING::equals).hasSize(70);
    }

    @Test
    void testAnInterruptLeavesWhatIsOnItsWayUnknown()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(100);
        Thread runner = Thread.currentThread();
        Sender sender = new Sender()
        {
            @Override
            public SendResult send(Batch batch)
                    throws InterruptedException
            {
                if (batch.id().chunk() == 2) {
                    runner.interrupt();
                }
                Thread.sleep(60_000);
                throw new AssertionError("nobody interrupted the call");
            }

            @Override
            public void close()
            {}
        };
        assertThatThrownBy(() -> deliver(rows, sender, journal, settings(10, Idempotency.NONE, OnUnknown.HOLD), CLOCK)).isInstanceOf(InterruptedException.class);
        assertThat(outcomes(rows, journal).values()).filteredOn(RowOutcome.UNKNOWN::equals).hasSize(30);
    }

    @Test
    void testAMistakeOfTheSenderIsNotTakenForAnAnswer()
    {
        List<OutboxRow> rows = rows(10);
        Sender sender = new Sender()
        {
            @Override
            public SendResult send(Batch batch)
            {
                throw new IndexOutOfBoundsException("a bug");
            }

            @Override
            public void close()
            {}
        };
        assertThatThrownBy(() -> deliver(rows, sender, journal, settings(10, Idempotency.NONE, OnUnknown.HOLD), CLOCK)).hasRootCauseMessage("a bug");
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
