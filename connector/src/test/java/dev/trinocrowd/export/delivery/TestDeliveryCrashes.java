package dev.trinocrowd.export.delivery;

import dev.trinocrowd.export.delivery.CrashPoints.SimulatedCrash;
import dev.trinocrowd.export.delivery.FakeDestination.Behaviour;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import static dev.trinocrowd.export.delivery.DeliveryFixture.deliver;
import static dev.trinocrowd.export.delivery.DeliveryFixture.outcomes;
import static dev.trinocrowd.export.delivery.DeliveryFixture.rows;
import static dev.trinocrowd.export.delivery.DeliveryFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

/// Ends the process at every instant at which something becomes durable or takes effect, and goes on.
public class TestDeliveryCrashes
{
    private static final Set<Long> BAD = Set.of(5L, 23L);
    private static final Set<Long> DECLINED = Set.of(11L);

    private static FakeDestination destination(boolean honoursKeys)
    {
        FakeDestination destination = new FakeDestination(honoursKeys);
        BAD.forEach(destination::refuse);
        DECLINED.forEach(destination::decline);
        return destination;
    }

    /// @return whether the run came to its end
    private static boolean runs(List<OutboxRow> rows, FakeDestination destination, MemoryJournal journal, DeliverySettings settings, CrashPoints crashes)
            throws InterruptedException
    {
        destination.restart(crashes);
        journal.restart(crashes);
        try {
            deliver(rows, destination, journal, settings, Clock.systemUTC());
            return true;
        }
        catch (SimulatedCrash _) {
            return false;
        }
        catch (IllegalStateException e) {
            assertThat(e).hasRootCauseInstanceOf(SimulatedCrash.class);
            return false;
        }
    }

    @Test
    void testEveryRowTakesEffectOnceWhereKeysAreHonoured()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(40);
        for (LanePlan plan : List.of(new LanePlan(8, 8, Grouping.NONE), new LanePlan(4, 16, new Grouping(List.of("title"), false)))) {
            DeliverySettings settings = settings(plan, Idempotency.FOREVER, OnUnknown.HOLD);
            int crashes = 0;
            for (int crashAt = 1;; crashAt++) {
                FakeDestination destination = destination(true);
                MemoryJournal journal = new MemoryJournal();
                boolean isThrough = runs(rows, destination, journal, settings, new CrashPoints(crashAt));
                if (!isThrough) {
                    crashes++;
                    assertThat(runs(rows, destination, journal, settings, CrashPoints.none())).isTrue();
                }
                assertOnce(rows, destination, journal);
                if (isThrough) {
                    break;
                }
            }
            // a plan, five batches and their splits, each with an intent and an outcome that can crash before and after
            assertThat(crashes).isGreaterThan(30);
        }
    }

    @Test
    void testEveryRowTakesEffectOnceThoughEachRunCrashes()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(40);
        DeliverySettings settings = settings(8, Idempotency.FOREVER, OnUnknown.HOLD);
        // fewer points than a run needs to get one batch through would never end
        for (int crashAt = 10; crashAt < 30; crashAt++) {
            FakeDestination destination = destination(true);
            MemoryJournal journal = new MemoryJournal();
            int runs = 1;
            while (!runs(rows, destination, journal, settings, new CrashPoints(crashAt))) {
                runs++;
                assertThat(runs).isLessThan(200);
            }
            assertOnce(rows, destination, journal);
        }
    }

    private static void assertOnce(List<OutboxRow> rows, FakeDestination destination, MemoryJournal journal)
    {
        Map<Long, RowOutcome> outcomes = outcomes(rows, journal);
        assertThat(outcomes).hasSize(rows.size());
        outcomes.forEach((member, outcome) -> {
            boolean isTaken = !BAD.contains(member) && !DECLINED.contains(member);
            assertThat(outcome).as("outcome of %s", member).isEqualTo(isTaken ? RowOutcome.ACCEPTED : RowOutcome.REJECTED);
            assertThat(destination.effects(member)).as("effects of %s", member).isEqualTo(isTaken ? 1 : 0);
        });
    }

    @Test
    void testNoRowTakesEffectTwiceWhereKeysMeanNothing()
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(40);
        DeliverySettings settings = settings(8, Idempotency.NONE, OnUnknown.HOLD);
        for (int crashAt = 1;; crashAt++) {
            FakeDestination destination = destination(false);
            MemoryJournal journal = new MemoryJournal();
            boolean isThrough = runs(rows, destination, journal, settings, new CrashPoints(crashAt));
            if (!isThrough) {
                assertThat(runs(rows, destination, journal, settings, CrashPoints.none())).isTrue();
            }
            assertHonest(rows, destination, journal, OnUnknown.HOLD);
            if (isThrough) {
                break;
            }
        }
    }

    /// Whether what the journal says is true, and no row is left.
    private static void assertHonest(List<OutboxRow> rows, FakeDestination destination, MemoryJournal journal, OnUnknown onUnknown)
    {
        Map<Long, RowOutcome> outcomes = outcomes(rows, journal);
        assertThat(outcomes).hasSize(rows.size());
        outcomes.forEach((member, outcome) -> {
            int effects = destination.effects(member);
            switch (outcome) {
                case ACCEPTED -> assertThat(effects).as("effects of accepted %s", member).isBetween(1, onUnknown == OnUnknown.RESEND ? Integer.MAX_VALUE : 1);
                case REJECTED -> {
                    assertThat(BAD.contains(member) || DECLINED.contains(member)).as("%s is bad", member).isTrue();
                    assertThat(effects).as("effects of rejected %s", member).isZero();
                }
                case UNKNOWN -> assertThat(effects).as("effects of unknown %s", member).isBetween(0, onUnknown == OnUnknown.RESEND ? Integer.MAX_VALUE : 1);
                case SUPPRESSED, PENDING -> throw new AssertionError("member %s is %s".formatted(member, outcome));
            }
        });
    }

    @Test
    void testRandomFaults()
            throws InterruptedException
    {
        randomFaults(300, 7);
    }

    @Test
    @Tag("nightly")
    void testManyRandomFaults()
            throws InterruptedException
    {
        randomFaults(20_000, System.nanoTime());
    }

    private static void randomFaults(int rounds, long seed)
            throws InterruptedException
    {
        for (int round = 0; round < rounds; round++) {
            Random random = new Random(seed + round);
            boolean honoursKeys = random.nextBoolean();
            OnUnknown onUnknown = random.nextBoolean() ? OnUnknown.HOLD : OnUnknown.RESEND;
            try {
                randomRound(random, honoursKeys, onUnknown);
            }
            catch (AssertionError e) {
                throw new AssertionError("seed %s, keys honoured: %s, %s".formatted(seed + round, honoursKeys, onUnknown), e);
            }
        }
    }

    private static void randomRound(Random random, boolean honoursKeys, OnUnknown onUnknown)
            throws InterruptedException
    {
        List<OutboxRow> rows = rows(1 + random.nextInt(60));
        int batchSize = 1 + random.nextInt(20);
        LanePlan plan = random.nextBoolean() ? new LanePlan(batchSize, batchSize, Grouping.NONE) : new LanePlan(batchSize, batchSize * 3, new Grouping(List.of("title"), true));
        DeliverySettings settings = settings(plan, honoursKeys ? Idempotency.FOREVER : Idempotency.NONE, onUnknown);
        FakeDestination destination = destination(honoursKeys);
        MemoryJournal journal = new MemoryJournal();
        int faultPercent = random.nextInt(60);
        List<Behaviour> faults = Stream.of(Behaviour.values()).filter(behaviour -> behaviour != Behaviour.ANSWER).toList();
        destination.behave(() -> random.nextInt(100) < faultPercent ? faults.get(random.nextInt(faults.size())) : Behaviour.ANSWER);
        int runs = random.nextInt(5);
        for (int run = 0; run < runs; run++) {
            runs(rows, destination, journal, settings, random.nextBoolean() ? new CrashPoints(1 + random.nextInt(60)) : CrashPoints.none());
            if (random.nextBoolean()) {
                destination.catchUp();
            }
        }
        destination.behave(() -> Behaviour.ANSWER);
        assertThat(runs(rows, destination, journal, settings, CrashPoints.none())).isTrue();
        destination.catchUp();
        assertHonest(rows, destination, journal, honoursKeys ? OnUnknown.HOLD : onUnknown);
        if (honoursKeys) {
            assertOnce(rows, destination, journal);
        }
        if (onUnknown == OnUnknown.RESEND) {
            assertThat(outcomes(rows, journal).values()).doesNotContain(RowOutcome.UNKNOWN);
        }
    }
}
