package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.ExportMode;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowOutcome;
import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.ExclusiveCommitter;
import dev.trinocrowd.storage.FileStore;
import io.trino.filesystem.memory.MemoryFileSystem;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What is sent of what is staged, by mode.
final class TestRounds
{
    private final FileStore files = new FileStore(new MemoryFileSystem(), new ExclusiveCommitter());
    private final KeyedSink sink = new KeyedSink();

    private OutboxFixture table(ExportMode mode)
    {
        return new OutboxFixture(files, Clock.systemUTC(), mode, Optional.empty(), List.of());
    }

    private static long rows(RunRecord run, RowAction action, RowOutcome outcome, String reason)
    {
        return run.tallies().stream()
                .filter(tally -> tally.action() == action && tally.outcome() == outcome && tally.reason().equals(Optional.ofNullable(reason)))
                .mapToLong(Tally::rows)
                .sum();
    }

    @Test
    void appendSendsEachRowOnce()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.APPEND);
        table.stage(1, "a", 2, "b", 1, "c");
        table.stage(1, "d");
        RunRecord run = table.deliver(sink, 1).orElseThrow();
        assertThat(run.status()).isEqualTo(RunRecord.Status.DELIVERED);
        assertThat(rows(run, RowAction.SEND, RowOutcome.ACCEPTED, null)).isEqualTo(4);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a", "c", "d"), 2L, List.of("b")));
        assertThat(table.deliver(sink, 2)).isEmpty();
        assertThat(table.state()).isEqualTo(Map.of(1L, "accepted PAYLOAD d", 2L, "accepted PAYLOAD b"));
    }

    @Test
    void upsertSendsTheLastRowOfEachMemberUnlessTheDestinationHasIt()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.UPSERT);
        table.stage(1, "a", 2, "b", 3, "c");
        table.stage(1, "x");
        RunRecord first = table.deliver(sink, 1).orElseThrow();
        assertThat(rows(first, RowAction.SEND, RowOutcome.ACCEPTED, null)).isEqualTo(3);
        assertThat(rows(first, RowAction.SEND, RowOutcome.SUPPRESSED, "superseded")).isEqualTo(1);
        table.stage(1, "x", 2, "y");
        RunRecord second = table.deliver(sink, 2).orElseThrow();
        assertThat(rows(second, RowAction.SEND, RowOutcome.ACCEPTED, null)).isEqualTo(1);
        assertThat(rows(second, RowAction.SEND, RowOutcome.SUPPRESSED, "unchanged")).isEqualTo(1);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("x"), 2L, List.of("b", "y"), 3L, List.of("c")));
        assertThat(table.state()).isEqualTo(Map.of(1L, "accepted PAYLOAD x", 2L, "accepted PAYLOAD y", 3L, "accepted PAYLOAD c"));
    }

    @Test
    void aRowThatWasRejectedIsSentAgainWhenItIsStagedAgain()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.UPSERT);
        sink.refuse(2);
        table.stage(1, "a", 2, "b");
        RunRecord run = table.deliver(sink, 1).orElseThrow();
        assertThat(rows(run, RowAction.SEND, RowOutcome.REJECTED, null)).isEqualTo(1);
        assertThat(table.state()).isEqualTo(Map.of(1L, "accepted PAYLOAD a", 2L, "rejected NOTHING b (not registered)"));
        table.stage(1, "a", 2, "b");
        assertThat(rows(table.deliver(sink, 2).orElseThrow(), RowAction.SEND, RowOutcome.REJECTED, null)).isEqualTo(1);
    }

    @Test
    void aMirrorDeletesWhatItHasSentAndNothingElse()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.MIRROR);
        sink.refuse(3);
        table.stage(1, "a", 2, "b", 3, "c");
        table.deliver(sink, 1);
        table.stage(4, "d");
        table.stage(1, "a", 5, "e");
        RunRecord run = table.deliver(sink, 2).orElseThrow();
        assertThat(rows(run, RowAction.DELETE, RowOutcome.ACCEPTED, null)).isEqualTo(1);
        assertThat(rows(run, RowAction.SEND, RowOutcome.SUPPRESSED, "superseded")).isEqualTo(1);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a"), 2L, List.of("b", "deleted"), 5L, List.of("e")));
        assertThat(table.state()).containsEntry(2L, "accepted NOTHING b (deleted)");
        table.stage(2, "b", 5, "e");
        table.deliver(sink, 3);
        assertThat(sink.effects()).containsEntry(1L, List.of("a", "deleted")).containsEntry(2L, List.of("b", "deleted", "b")).containsEntry(5L, List.of("e"));
    }

    @Test
    void whoIsSuppressedGetsNothingAndLeavesAMirror()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.MIRROR);
        table.stage(1, "a", 2, "b", 3, "c");
        table.deliver(sink, 1, new RoundInputs(2, Optional.empty(), List.of(table.crowd("app.opted_out", 2)), Optional.empty()));
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a"), 3L, List.of("c")));
        table.stage(1, "a", 2, "b", 3, "c");
        RunRecord run = table.deliver(sink, 2, new RoundInputs(2, Optional.empty(), List.of(table.crowd("app.opted_out", 2, 3)), Optional.empty())).orElseThrow();
        assertThat(rows(run, RowAction.SEND, RowOutcome.SUPPRESSED, "in app.opted_out")).isEqualTo(2);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a"), 3L, List.of("c", "deleted")));
    }

    @Test
    void controlArmsAreCountedAndNotSent()
            throws Exception
    {
        OutboxFixture table = new OutboxFixture(files, Clock.systemUTC(), ExportMode.APPEND, Optional.empty(), List.of(0L));
        table.stage(1, "0 control", 2, "1 treated", 3, "0 control");
        RunRecord run = table.deliver(sink, 1).orElseThrow();
        assertThat(sink.effects().keySet()).containsExactly(2L);
        assertThat(run.tallies()).containsExactlyInAnyOrder(
                new Tally(Optional.of(0L), RowAction.SEND, RowOutcome.SUPPRESSED, Optional.of("control"), 2),
                new Tally(Optional.of(1L), RowAction.SEND, RowOutcome.ACCEPTED, Optional.empty(), 1));
        assertThat(table.state()).containsEntry(1L, "suppressed NOTHING 0 control (control)");
    }

    @Test
    void aMirroredCrowdIsComparedWithWhatTheDestinationHas()
            throws Exception
    {
        OutboxFixture table = new OutboxFixture(files, Clock.systemUTC(), ExportMode.MIRROR, Optional.of("app.vip"), List.of());
        sink.refuse(700_000);
        PinnedCrowd first = table.crowd("app.vip", 1, 2, 300_000, 700_000);
        RunRecord run = table.deliver(sink, 1, new RoundInputs(LANES, Optional.of(first), List.of(), Optional.empty())).orElseThrow();
        assertThat(rows(run, RowAction.SEND, RowOutcome.ACCEPTED, null)).isEqualTo(3);
        assertThat(rows(run, RowAction.SEND, RowOutcome.REJECTED, null)).isEqualTo(1);
        PinnedCrowd second = table.crowd("app.vip", 2, 5, 300_000);
        table.deliver(sink, 2, new RoundInputs(LANES, Optional.of(second), List.of(), Optional.empty()));
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("sent", "deleted"), 2L, List.of("sent"), 300_000L, List.of("sent"), 5L, List.of("sent")));
        PinnedCrowd optedOut = table.crowd("app.opted_out", 2, 9);
        table.deliver(sink, 3, new RoundInputs(LANES, Optional.of(second), List.of(optedOut), Optional.empty()));
        assertThat(sink.effects()).containsEntry(2L, List.of("sent", "deleted")).containsEntry(5L, List.of("sent"));
        int calls = sink.calls();
        table.deliver(sink, 4, new RoundInputs(LANES, Optional.of(second), List.of(optedOut), Optional.empty()));
        assertThat(sink.calls()).isEqualTo(calls);
    }

    private static final int LANES = OutboxFixture.LANES;

    @Test
    void stateStaysRightThroughManyRounds()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.UPSERT);
        for (int round = 1; round <= 20; round++) {
            table.stage(round, "of " + round, 1000, "of " + round);
            table.deliver(sink, round);
        }
        Map<Long, String> state = table.state();
        assertThat(state).hasSize(21).containsEntry(1000L, "accepted PAYLOAD of 20");
        LongStream.rangeClosed(1, 20).forEach(member -> assertThat(state).containsEntry(member, "accepted PAYLOAD of " + member));
        assertThat(table.store().latest().layers()).hasSizeLessThan(10);
    }

    @Test
    void aRunThatIsThoughtDeadSendsNothingMore()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.APPEND);
        table.stage(1, "a", 2, "b", 3, "c", 4, "d", 5, "e");
        Round old = table.store().beginRun(1, "old", "user", OutboxFixture.NAME, () -> new RoundInputs(1, Optional.empty(), List.of(), Optional.empty())).orElseThrow();
        LaneJournal journal = table.store().openJournal(old, 0);
        RunRecord run = table.deliver(sink, 2).orElseThrow();
        assertThat(run.status()).isEqualTo(RunRecord.Status.DELIVERED);
        int calls = sink.calls();
        assertThatThrownBy(() -> journal.intend(List.of())).isInstanceOf(CommitConflictException.class).hasMessageContaining("taken over");
        assertThatThrownBy(() -> table.laneRun(old, 0).run(sink)).isInstanceOf(CommitConflictException.class);
        assertThatThrownBy(() -> table.store().endRun(old, _ -> {})).isInstanceOf(CommitConflictException.class);
        assertThat(sink.calls()).isEqualTo(calls);
        assertThat(table.store().run(1).orElseThrow().status()).isEqualTo(RunRecord.Status.INTERRUPTED);
    }

    @Test
    void whatIsStagedDuringARunWaitsForTheNext()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.APPEND);
        table.stage(1, "a");
        Round round = table.store().beginRun(1, "query", "user", OutboxFixture.NAME, () -> new RoundInputs(1, Optional.empty(), List.of(), Optional.empty())).orElseThrow();
        table.stage(2, "b");
        table.laneRun(round, 0).run(sink);
        table.store().endRun(round, _ -> {});
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a")));
        assertThat(table.store().latest().pendingRows()).isEqualTo(1);
        table.deliver(sink, 2);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a"), 2L, List.of("b")));
    }
}
