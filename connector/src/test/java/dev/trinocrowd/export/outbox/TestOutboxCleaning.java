package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.ExportMode;
import dev.trinocrowd.export.caps.Cap;
import dev.trinocrowd.export.caps.Caps;
import dev.trinocrowd.export.caps.Period;
import dev.trinocrowd.storage.ExclusiveCommitter;
import dev.trinocrowd.storage.FaultyFileSystem;
import dev.trinocrowd.storage.FaultyFileSystem.Fault;
import dev.trinocrowd.storage.FileStore;
import io.airlift.slice.Slices;
import io.trino.filesystem.Location;
import io.trino.filesystem.memory.MemoryFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What an export table deletes of its own files, and what it keeps.
final class TestOutboxCleaning
{
    private static final OutboxRetention RETENTION = new OutboxRetention(Duration.ofDays(90), Duration.ofDays(1), Duration.ofHours(1));

    private final FaultyFileSystem fileSystem = new FaultyFileSystem(new MemoryFileSystem());
    private final FileStore files = new FileStore(fileSystem, new ExclusiveCommitter());
    private final KeyedSink sink = new KeyedSink();
    private Duration passed = Duration.ZERO;

    private OutboxFixture table(ExportMode mode)
    {
        InstantSource clock = () -> Instant.now().plus(passed);
        return new OutboxFixture(files, clock.withZone(ZoneOffset.UTC), mode, Optional.empty(), List.of());
    }

    private Set<String> files(OutboxFixture table, String folder)
    {
        Location location = Location.of("memory:///crowd").appendPath(table.store().entry().folder()).appendPath(folder);
        return files.list(location).stream().map(file -> file.location().toString()).collect(toImmutableSet());
    }

    private void pass(Duration time)
    {
        passed = passed.plus(time);
    }

    @Test
    void rowsOfADeliveredRoundGoWhenNobodyReadsThem()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.UPSERT);
        table.stage(1, "a", 2, "b");
        table.deliver(sink, 1);
        Map<Long, String> state = table.state();
        int stateFiles = table.store().latest().layers().getFirst().files().size();
        assertThat(files(table, "rows")).hasSize(1 + stateFiles);
        OutboxRetention eager = new OutboxRetention(Duration.ofDays(90), Duration.ZERO, Duration.ofHours(1));
        table.store().clean(eager);
        assertThat(files(table, "rows")).as("while a query may read what is staged").hasSize(1 + stateFiles);
        pass(Duration.ofHours(2));
        table.store().clean(eager);
        assertThat(files(table, "rows")).as("those of the state").hasSize(stateFiles);
        assertThat(table.state()).isEqualTo(state);
    }

    @Test
    void whatIsStagedStays()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.APPEND);
        table.stage(1, "a", 2, "b");
        pass(Duration.ofDays(100));
        table.store().clean(RETENTION);
        table.deliver(sink, 1);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a"), 2L, List.of("b")));
    }

    @Test
    void anOpenRoundKeepsItsRowsItsJournalsAndWhatItHasFoundOut()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.UPSERT);
        table.stage(1, "a", 2, "b", 3, "c");
        table.deliver(sink, 1);
        pass(Duration.ofHours(2));
        table.stage(1, "x", 4, "d", 5, "e", 6, "f", 7, "g");
        Round round = begin(table, 2);
        table.laneRun(round, 0).run(sink);
        pass(Duration.ofDays(100));
        table.store().clean(RETENTION);
        int calls = sink.calls();
        table.laneRun(round, 0).run(sink);
        assertThat(sink.calls()).as("what a lane has sent").isEqualTo(calls);
        table.deliver(sink, 3);
        assertThat(table.state()).hasSize(7).containsEntry(1L, "accepted PAYLOAD x").containsEntry(3L, "accepted PAYLOAD c").containsEntry(7L, "accepted PAYLOAD g");
        assertThat(sink.effects()).containsEntry(1L, List.of("a", "x")).containsEntry(4L, List.of("d"));
    }

    @Test
    void countsThatACrashHasLeftGoAfterADay()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.APPEND);
        table.stage(1, "a", 2, "b");
        Caps caps = new Caps(List.of(new Cap(Period.WEEK, 1)), ZoneOffset.UTC);
        RoundInputs inputs = new RoundInputs(1, Optional.empty(), List.of(), Optional.of(new DeclaredCaps(caps, OutboxFixture.READING)));
        table.deliver(sink, 1, inputs);
        Map<Long, Map<Long, Integer>> counted = table.counted();
        assertThat(counted).hasSize(1);
        Set<String> needed = counts();
        // A round writes what others are sending before it is entered in the ledger.
        table.store().ledger().write(0, members -> members.accept(7));
        Set<String> withOrphan = counts();
        assertThat(withOrphan).hasSizeGreaterThan(needed.size());
        pass(Duration.ofHours(23));
        table.store().clean(RETENTION);
        assertThat(counts()).as("while the round may still begin").isEqualTo(withOrphan);
        pass(Duration.ofHours(2));
        table.store().clean(RETENTION);
        assertThat(counts()).isEqualTo(needed);
        assertThat(table.counted()).isEqualTo(counted);
    }

    /// The files of counts of what members got.
    private Set<String> counts()
    {
        return files.list(Location.of("memory:///crowd")).stream()
                .map(file -> file.location().toString())
                .filter(file -> file.contains("/caps/") && !file.contains("/_log/"))
                .collect(toImmutableSet());
    }

    @Test
    void whatAFailedStatementHasWrittenGoesAfterADay()
    {
        OutboxFixture table = table(ExportMode.APPEND);
        RowFileWriter writer = table.store().writer(1 << 20);
        writer.add(1, Slices.utf8Slice("a"));
        writer.finish();
        pass(Duration.ofHours(23));
        assertThat(table.store().removeRowFiles(RETENTION)).isZero();
        pass(Duration.ofHours(2));
        assertThat(table.store().removeRowFiles(RETENTION)).isEqualTo(1);
        assertThat(files(table, "rows")).isEmpty();
    }

    @Test
    void oldJournalsAreFirstHiddenAndThenDeleted()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.APPEND);
        for (int round = 1; round <= 3; round++) {
            table.stage(round, "a");
            table.deliver(sink, round);
        }
        pass(Duration.ofDays(89));
        table.store().clean(RETENTION);
        assertThat(table.store().rounds()).extracting(DeliveredRound::number).containsExactly(1L, 2L, 3L);
        pass(Duration.ofDays(2));
        table.store().clean(RETENTION);
        assertThat(table.store().rounds()).isEmpty();
        assertThat(files(table, "rounds")).as("while a query may read them").isNotEmpty();
        table.store().clean(RETENTION);
        assertThat(files(table, "rounds")).isNotEmpty();
        pass(Duration.ofHours(2));
        table.store().clean(RETENTION);
        assertThat(files(table, "rounds")).isEmpty();
        assertThat(table.store().runs()).extracting(RunRecord::status).containsExactly(RunRecord.Status.DELIVERED, RunRecord.Status.DELIVERED, RunRecord.Status.DELIVERED);
    }

    @Test
    void aRoundThatIsOpenForLongKeepsItsJournalsAndThoseBehindIt()
            throws Exception
    {
        OutboxFixture table = table(ExportMode.APPEND);
        table.stage(1, "a");
        table.deliver(sink, 1);
        table.stage(2, "b");
        Round round = begin(table, 2);
        table.laneRun(round, 0).run(sink);
        table.laneRun(round, 1).run(sink);
        pass(Duration.ofDays(100));
        table.store().clean(RETENTION);
        pass(Duration.ofDays(1));
        table.store().clean(RETENTION);
        assertThat(table.store().rounds()).extracting(DeliveredRound::number).containsExactly(2L);
        table.deliver(sink, 3);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a"), 2L, List.of("b")));
    }

    /// A crash at every call that the cleaning makes, before and after it is done: what is needed is there, and the next one ends what was begun.
    @ParameterizedTest
    @EnumSource(ExportMode.class)
    void aCrashAtAnyCallLosesNothing(ExportMode mode)
            throws Exception
    {
        Cleaned expected = new TestOutboxCleaning().cleanWith(mode, Optional.empty());
        assertThat(expected.calls()).isGreaterThan(10);
        for (int call = 0; call < expected.calls(); call++) {
            for (boolean late : new boolean[] {false, true}) {
                Fault fault = new Fault(call, true, late);
                Cleaned cleaned = new TestOutboxCleaning().cleanWith(mode, Optional.of(fault));
                assertThat(cleaned.effects()).as("%s", fault).isEqualTo(expected.effects());
                assertThat(cleaned.state()).as("%s", fault).isEqualTo(expected.state());
                assertThat(cleaned.rowFiles()).as("%s", fault).isEqualTo(expected.rowFiles());
                assertThat(cleaned.rounds()).as("%s", fault).isEqualTo(expected.rounds());
            }
        }
    }

    private record Cleaned(Map<Long, List<String>> effects, Map<Long, String> state, int rowFiles, List<Long> rounds, int calls)
    {}

    private Cleaned cleanWith(ExportMode mode, Optional<Fault> fault)
            throws Exception
    {
        OutboxFixture table = table(mode);
        for (int round = 1; round <= 3; round++) {
            table.stage(round, "a" + round, 10, "b" + round);
            table.deliver(sink, round);
        }
        RowFileWriter orphan = table.store().writer(1 << 20);
        orphan.add(99, Slices.utf8Slice("orphan"));
        orphan.finish();
        pass(Duration.ofDays(100));
        // Hides what it deletes below.
        table.store().clean(new OutboxRetention(Duration.ofDays(90), Duration.ofDays(200), Duration.ofHours(1)));
        table.stage(20, "c", 21, "d", 22, "e", 23, "f");
        Round open = begin(table, 4);
        table.laneRun(open, 0).run(sink);
        table.stage(30, "g");
        pass(Duration.ofDays(2));
        fault.ifPresentOrElse(fileSystem::arm, fileSystem::disarm);
        if (fault.isPresent()) {
            assertThatThrownBy(() -> table.store().clean(RETENTION)).isInstanceOf(RuntimeException.class);
        }
        else {
            table.store().clean(RETENTION);
        }
        int calls = fileSystem.calls();
        fileSystem.disarm();
        List<Long> rounds = table.store().rounds().stream().map(DeliveredRound::number).toList();
        table.store().rounds().forEach(round -> table.store().history(round, 0));
        assertThat(table.deliver(sink, 5).orElseThrow().status()).isEqualTo(RunRecord.Status.DELIVERED);
        assertThat(table.deliver(sink, 6).orElseThrow().status()).isEqualTo(RunRecord.Status.DELIVERED);
        pass(Duration.ofDays(2));
        table.store().clean(RETENTION);
        return new Cleaned(sink.effects(), table.state(), files(table, "rows").size(), rounds, calls);
    }

    private static Round begin(OutboxFixture table, long fence)
    {
        return table.store().beginRun(fence, "query", "user", OutboxFixture.NAME, () -> new RoundInputs(2, Optional.empty(), List.of(), Optional.empty())).orElseThrow();
    }
}
