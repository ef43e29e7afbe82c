package dev.trinocrowd.export.delivery;

import dev.trinocrowd.export.delivery.FakeDestination.Behaviour;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import static dev.trinocrowd.export.delivery.DeliveryFixture.CLOCK;
import static dev.trinocrowd.export.delivery.DeliveryFixture.SCHEMA;
import static dev.trinocrowd.export.delivery.DeliveryFixture.deliver;
import static dev.trinocrowd.export.delivery.DeliveryFixture.outcomes;
import static dev.trinocrowd.export.delivery.DeliveryFixture.rows;
import static dev.trinocrowd.export.delivery.DeliveryFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Runs that end before their lane does.
public class TestStoppedLanes
{
    private final MemoryJournal journal = new MemoryJournal();

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
}
