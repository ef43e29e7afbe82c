package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.ExportMode;
import dev.trinocrowd.catalog.TableStore;
import dev.trinocrowd.storage.ExclusiveCommitter;
import dev.trinocrowd.storage.FileStore;
import io.trino.filesystem.memory.MemoryFileSystem;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The versions of crowds by which an open round goes, while the crowds change and lose old versions.
final class TestPinnedCrowds
{
    private final KeyedSink sink = new KeyedSink();
    private final OutboxFixture table = new OutboxFixture(
            new FileStore(new MemoryFileSystem(), new ExclusiveCommitter()),
            Clock.systemUTC(),
            ExportMode.APPEND,
            Optional.empty(),
            List.of());
    private final PinnedCrowd optedOut = table.crowd("app.opted_out", 9);
    private final Round round = begin();

    private Round begin()
    {
        table.stage(1, "a", 7, "g", 9, "i");
        return table.store().beginRun(1, "query", "user", OutboxFixture.NAME, () -> new RoundInputs(1, Optional.empty(), List.of(optedOut), Optional.empty())).orElseThrow();
    }

    private TableStore crowd()
    {
        return table.store().tableStore(optedOut.table());
    }

    @Test
    void expiringKeepsTheVersionThatARoundNeeds()
            throws Exception
    {
        table.crowd("app.opted_out", 7);
        crowd().expire(Duration.ZERO, Duration.ZERO, OptionalLong.of(optedOut.version()));
        table.laneRun(round, 0).run(sink);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a"), 7L, List.of("g")));
    }

    @Test
    void aRoundWhoseCrowdIsGoneSaysSoAndSendsNothing()
    {
        table.crowd("app.opted_out", 7);
        crowd().expire(Duration.ZERO, Duration.ZERO);
        assertThatThrownBy(() -> table.laneRun(round, 0).run(sink))
                .isInstanceOf(CrowdGoneException.class)
                .hasMessageStartingWith("The open round goes by version %s of the crowd 'app.opted_out', which is gone: ", optedOut.version())
                .hasMessageContaining("drop the export table");
        assertThat(sink.calls()).isZero();
    }

    @Test
    void aNeededVersionThatHasExpiredStopsNoOther()
    {
        table.crowd("app.opted_out", 7);
        crowd().expire(Duration.ZERO, Duration.ZERO);
        table.crowd("app.opted_out", 8);
        assertThatCode(() -> crowd().expire(Duration.ZERO, Duration.ZERO, OptionalLong.of(optedOut.version()))).doesNotThrowAnyException();
        assertThat(crowd().latest().totals().rows()).isEqualTo(1);
    }
}
