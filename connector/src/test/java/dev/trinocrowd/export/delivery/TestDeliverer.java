package dev.trinocrowd.export.delivery;

import dev.trinocrowd.export.delivery.FakeDestination.Behaviour;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import static dev.trinocrowd.export.delivery.DeliveryFixture.CLOCK;
import static dev.trinocrowd.export.delivery.DeliveryFixture.deliver;
import static dev.trinocrowd.export.delivery.DeliveryFixture.first;
import static dev.trinocrowd.export.delivery.DeliveryFixture.outcomes;
import static dev.trinocrowd.export.delivery.DeliveryFixture.rows;
import static dev.trinocrowd.export.delivery.DeliveryFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

/// Batches that are answered.
public class TestDeliverer
{
    private final MemoryJournal journal = new MemoryJournal();

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
}
