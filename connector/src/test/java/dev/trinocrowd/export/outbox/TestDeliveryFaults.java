package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.ExportMode;
import dev.trinocrowd.export.caps.Cap;
import dev.trinocrowd.export.caps.Caps;
import dev.trinocrowd.export.caps.Period;
import dev.trinocrowd.export.delivery.RowOutcome;
import dev.trinocrowd.storage.ExclusiveCommitter;
import dev.trinocrowd.storage.FaultyFileSystem;
import dev.trinocrowd.storage.FaultyFileSystem.Fault;
import dev.trinocrowd.storage.FileStore;
import io.trino.filesystem.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/// A crash at every call to the filesystem that a delivery makes, before and after it is done: the next run goes on where it was, every row takes
/// effect once, and the counts are those of a run without a crash.
final class TestDeliveryFaults
{
    private static final int MAX_CALLS = 5_000;

    enum Kind
    {
        APPEND(ExportMode.APPEND, Optional.empty(), false),
        UPSERT(ExportMode.UPSERT, Optional.empty(), false),
        MIRROR(ExportMode.MIRROR, Optional.empty(), false),
        SOURCE(ExportMode.MIRROR, Optional.of("app.vip"), false),
        APPEND_WITH_CAPS(ExportMode.APPEND, Optional.empty(), true),
        MIRROR_WITH_CAPS(ExportMode.MIRROR, Optional.empty(), true),
        SOURCE_WITH_CAPS(ExportMode.MIRROR, Optional.of("app.vip"), true);

        private final ExportMode mode;
        @SuppressWarnings("ImmutableEnumChecker") // an Optional of a text
        private final Optional<String> source;
        private final boolean hasCaps;

        Kind(ExportMode mode, Optional<String> source, boolean hasCaps)
        {
            this.mode = mode;
            this.source = source;
            this.hasCaps = hasCaps;
        }

        /// Caps that members reach in the first round, in the second, and by what another export table is sending.
        private Optional<DeclaredCaps> caps()
        {
            Caps caps = new Caps(List.of(new Cap(Period.DAY, 2), new Cap(Period.WEEK, 3)), ZoneOffset.UTC);
            return hasCaps ? Optional.of(new DeclaredCaps(caps, OutboxFixture.READING)) : Optional.empty();
        }
    }

    private record Result(Map<Long, List<String>> effects, Map<RowOutcome, Long> counts, Map<Long, String> state, Map<Long, Map<Long, Integer>> counted, int calls)
    {}

    /// Each call in turn: every second one is done before the process dies.
    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyRowTakesEffectOnce(Kind kind)
            throws Exception
    {
        Result expected = deliver(kind, Optional.empty());
        assertThat(expected.calls()).isBetween(20, MAX_CALLS);
        assertThat(expected.counted().isEmpty()).isEqualTo(!kind.hasCaps);
        for (int call = 0; call < expected.calls(); call++) {
            check(kind, expected, new Fault(call, true, call % 2 == 0));
        }
    }

    @Tag("nightly")
    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyRowTakesEffectOnceWhateverTheFault(Kind kind)
            throws Exception
    {
        Result expected = deliver(kind, Optional.empty());
        for (int call = 0; call < expected.calls(); call++) {
            for (boolean late : new boolean[] {false, true}) {
                for (boolean dies : new boolean[] {false, true}) {
                    check(kind, expected, new Fault(call, dies, late));
                }
            }
        }
    }

    private static void check(Kind kind, Result expected, Fault fault)
            throws Exception
    {
        Result result = deliver(kind, Optional.of(fault));
        assertThat(result.effects()).describedAs("%s", fault).isEqualTo(expected.effects());
        assertThat(result.counts()).describedAs("%s", fault).isEqualTo(expected.counts());
        assertThat(result.state()).describedAs("%s", fault).isEqualTo(expected.state());
        assertThat(result.counted()).describedAs("%s", fault).isEqualTo(expected.counted());
    }

    private static Result deliver(Kind kind, Optional<Fault> fault)
            throws Exception
    {
        FaultyFileSystem faults = new FaultyFileSystem(new MemoryFileSystem());
        FileStore files = new FileStore(faults, new ExclusiveCommitter());
        Clock clock = new MovingClock("2026-11-22T10:00:00Z");
        OutboxFixture table = new OutboxFixture(files, clock, kind.mode, kind.source, List.of());
        KeyedSink sink = new KeyedSink();
        sink.refuse(6);
        if (kind.source.isEmpty()) {
            table.stage(1, "a", 2, "b", 3, "c", 4, "d", 6, "f");
            table.deliver(sink, 1, new RoundInputs(2, Optional.empty(), List.of(), kind.caps()));
            table.stage(7, "g");
            table.stage(1, "x", 2, "b", 5, "e", 6, "f", 8, "h", 9, "i", 10, "j", 11, "k", 12, "l");
        }
        RoundInputs inputs;
        if (kind.source.isEmpty()) {
            inputs = new RoundInputs(2, Optional.empty(), List.of(table.crowd("app.opted_out", 9)), kind.caps());
        }
        else {
            table.deliver(sink, 1, new RoundInputs(2, Optional.of(table.crowd("app.vip", 1, 2, 3, 500_000)), List.of(), kind.caps()));
            inputs = new RoundInputs(2, Optional.of(table.crowd("app.vip", 2, 3, 4, 6, 7, 8, 9, 10, 900_000)), List.of(table.crowd("app.opted_out", 3, 9)), kind.caps());
        }
        if (kind.hasCaps) {
            OutboxFixture other = new OutboxFixture(files, clock, ExportMode.APPEND, Optional.empty(), List.of(), 2);
            other.stage(2, "1", 2, "2", 7, "1", 7, "2", 8, "1", 10, "1", 11, "1", 11, "2");
            other.begin(new KeyedSink(), 1, new RoundInputs(2, Optional.empty(), List.of(), kind.caps()), 0);
        }
        fault.ifPresentOrElse(faults::arm, faults::disarm);
        Optional<RunRecord> run = Optional.empty();
        for (int fence = 2; run.isEmpty() && fence < 6; fence++) {
            try {
                run = table.deliver(sink, fence, inputs).filter(record -> record.status() == RunRecord.Status.DELIVERED);
                if (run.isEmpty() && kind.source.isEmpty()) {
                    // All was done but the answer.
                    run = Optional.of(table.store().runs().getLast());
                }
            }
            catch (RuntimeException e) {
                if (fault.isEmpty()) {
                    throw e;
                }
                faults.disarm();
            }
        }
        int calls = faults.calls();
        faults.disarm();
        assertThat(run).isPresent();
        Map<RowOutcome, Long> counts = new HashMap<>();
        // Of a crowd, a run after the last one finds nothing more to do.
        table.store().runs().stream()
                .filter(record -> record.round() == 2 && record.status() == RunRecord.Status.DELIVERED)
                .forEach(record -> record.tallies().forEach(tally -> counts.merge(tally.outcome(), tally.rows(), Long::sum)));
        return new Result(sink.effects(), counts, table.state(), table.counted(), calls);
    }
}
