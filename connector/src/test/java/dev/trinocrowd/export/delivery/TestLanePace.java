package dev.trinocrowd.export.delivery;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static dev.trinocrowd.export.delivery.DeliveryFixture.CLOCK;
import static dev.trinocrowd.export.delivery.DeliveryFixture.deliver;
import static dev.trinocrowd.export.delivery.DeliveryFixture.rows;
import static dev.trinocrowd.export.delivery.DeliveryFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

/// What is on its way at a time, and when it may leave.
public class TestLanePace
{
    private final MemoryJournal journal = new MemoryJournal();

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
}
